import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/result/result.js';
import { createWorkbench } from './workbench.js';

const THREE = 'timestamp,user,category\n2026-01-01T00:00:00Z,ann,calls\n'.concat(
  '2026-01-01T00:00:00Z,ann,calls\n2026-01-01T00:00:01Z,bob,calls\n',
);
const MODEL = `
format: quotasim/model
version: 1
name: one-in-10s
title: One in ten seconds
algorithm: fixed-window
denied: free
sources: { ours: { title: Our own rule } }
categories: { calls: Every call., idle: What nobody calls. }
assumptions: []
tiers:
  - name: free
    title: Free
    limits: [{ id: idle, limit: 1, window: 10s, scope: [app], source: ours }, { id: calls, limit: 1, window: 10s, scope: [app], source: ours }]
`;

const { run, path, read } = createWorkbench({ 'm.yaml': MODEL, 'a.csv': THREE });

const simulate = (...words: string[]) =>
  run(['simulate', '@a.csv', '--model', path('m.yaml'), '--tier', 'free', ...words]);

async function scenarioOf(...words: string[]): Promise<Result['scenarios'][number]> {
  const { out, err } = await simulate('--json', ...words);
  expect(err).toBe('');
  return (JSON.parse(out) as Result).scenarios[0]!;
}

describe('the options of a client', () => {
  test('a waiting client is admitted window by window, in trace order', async () => {
    const { totals, delayMs, lateWork, policy } = await scenarioOf('--policy', 'wait');
    expect(totals).toMatchObject({ admitted: 3, throttled: 2, delayed: 2, attempts: 5 });
    expect(delayMs).toMatchObject({ p50: 10_000, max: 19_000 });
    expect(lateWork).toMatchObject({ unservedAtEnd: 2, admittedAfterEnd: 2, drainMs: 19_000 });
    expect(policy).toEqual({ name: 'wait', loop: 'open' });
  });

  test('--max-wait gives up, and admits exactly at the deadline', async () => {
    expect((await scenarioOf('--policy', 'wait', '--max-wait', '10s')).totals.dropped).toBe(1);
    expect((await scenarioOf('--policy', 'wait', '--max-wait', '8s')).totals.dropped).toBe(2);
    expect((await scenarioOf('--policy', 'wait', '--max-wait', '19s')).totals.dropped).toBe(0);
  });

  test('a retrying client says all of its settings in the Result', async () => {
    const options = '--policy retry --attempts 3 --backoff 2s --factor 3 --cap 1m --jitter equal';
    const { policy } = await scenarioOf(...options.split(' '), '--honour-reset');
    expect(policy).toEqual({
      name: 'retry',
      attempts: 3,
      backoffMs: 2000,
      factor: 3,
      capMs: 60_000,
      jitter: 'equal',
      reset: 'exact',
      loop: 'open',
    });
  });

  test('the same seed gives the same bytes under jitter, another seed others', async () => {
    const of = async (seed: string): Promise<string> =>
      JSON.stringify(
        (await scenarioOf('--policy', 'retry', '--backoff', '20s', '--seed', seed)).delayMs,
      );
    expect(await of('1')).toBe(await of('1'));
    expect(await of('1')).not.toBe(await of('2'));
  });

  test('a named client is a set of them, and an option changes it', async () => {
    const named = await scenarioOf('--client', 'fixed-5s');
    expect(named.policy).toMatchObject({ client: 'fixed-5s', attempts: 3, backoffMs: 5000 });
    const changed = await scenarioOf('--client', 'fixed-5s', '--attempts', '9');
    expect(changed.policy).toMatchObject({ client: 'fixed-5s', attempts: 9, backoffMs: 5000 });
  });

  test('a closed loop sends the next request when one is done', async () => {
    const options = '--policy wait --concurrency 1 --latency 1s'.split(' ');
    const { totals, policy } = await scenarioOf(...options);
    expect(policy).toMatchObject({ loop: 'closed', concurrency: 1, latencyMs: 1000 });
    expect(totals).toMatchObject({ admitted: 3, delayed: 2 });
  });

  test.each([
    ['--max-wait 5s', '--max-wait belongs to the policy wait: give --policy wait too'],
    [
      '--policy wait --attempts 3',
      '--attempts belongs to the policy retry: give --policy retry too',
    ],
    ['--policy retry --backoff soon', '--backoff soon: expected a duration'],
    ['--policy retry --attempts 0', '--attempts 0: expected a whole number of at least 1'],
    ['--policy retry --factor 0.5', '--factor 0.5: expected a number of at least 1'],
    ['--latency 5s', '--latency belongs to a closed loop: give --concurrency too'],
    ['--client airbite', 'no client "airbite"; did you mean "airbyte"?'],
    ['--client paced,airbyte', 'simulate takes one client; compare takes several'],
    ['--policy wiat', 'wiat'],
  ])('%s is refused', async (words, message) => {
    const { status, out, err } = await simulate(...words.split(' '));
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});

test('compare puts clients side by side on one trace, and tells each one’s required tier', async () => {
  const words = [
    'compare',
    '@a.csv',
    '--model',
    path('m.yaml'),
    '--client',
    'no-retry,paced',
    '--json',
  ];
  const result = JSON.parse((await run(words)).out) as Result;
  expect(result.scenarios.map(({ policy }) => policy.client)).toEqual(['no-retry', 'paced']);
  expect(result.requiredTiers?.map(({ client, tier }) => [client, tier])).toEqual([
    ['no-retry', null],
    ['paced', null],
  ]);
});

describe('thresholds', () => {
  test('on nothing are no data: missed, said aloud, and met only with --allow-empty', async () => {
    const onNothing = ['--threshold', 'throttled{category=idle}==0'];
    const { status, out } = await simulate(...onNothing);
    expect(status).toBe(3);
    expect(out).toMatch(/missed.*throttled\{category=idle\}==0.*no data/);
    expect((await simulate(...onNothing, '--allow-empty')).status).toBe(0);
  });

  test('are told to CI as a JUnit report', async () => {
    const words = [
      '--threshold',
      'throttled<=10%',
      '--threshold',
      'dropped<5',
      '--junit',
      '@j.xml',
    ];
    expect((await simulate(...words)).status).toBe(3);
    expect(read('j.xml')).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="quotasim">
  <testsuite name="free" tests="2" failures="1">
    <testcase classname="free" name="throttled&lt;=10%">
      <failure message="measured 66.67%"/>
    </testcase>
    <testcase classname="free" name="dropped&lt;5"/>
  </testsuite>
</testsuites>
`,
    );
  });
});
