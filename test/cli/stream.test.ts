import { expect, test } from 'vitest';
import type { Result } from '../../src/result/result.js';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const day = Array.from({ length: 3000 }, (_, i) => {
  const time = new Date(Date.UTC(2026, 0, 1) + 7 * i * i).toISOString();
  return `${time},${i % 4 === 0 ? 'save' : 'search'},u${i % 11}`;
});
const { run, path } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'a.csv': SMALL_TRACE,
  'day.csv': `timestamp,category,user\n${day.join('\n')}\n`,
  'back.csv': `timestamp,category,user\n${day.toReversed().join('\n')}\n`,
  'p.workload.yaml': '',
});

const MODEL = ['--model', path('m.yaml')];

async function resultOf(words: readonly string[]): Promise<Result> {
  const { status, out, err } = await run([...words, ...MODEL, '--json']);
  expect([status, err]).toEqual([0, '']);
  const result = JSON.parse(out) as Result;
  return { ...result, settings: { ...result.settings, command: '' } };
}

test.each([
  [['compare', '@a.csv']],
  [['compare', '@day.csv']],
  [['compare', '@day.csv', '--tiers', 'free']],
  [
    [
      'compare',
      '@day.csv',
      '--tiers',
      'free',
      '--threshold',
      'throttled<=1%',
      '--threshold',
      'throttled{user=worst}<=5%',
    ],
  ],
  [['compare', '@day.csv', '--algorithm', 'sliding-counter', '--denied', 'charged']],
  [['compare', '@day.csv', '--algorithm', 'token-bucket', '--used', 'free.search=1']],
  [['simulate', '@day.csv', '--tier', 'free', '--reset-zone', 'Europe/Berlin']],
])('%j gives the same Result with --stream', async (words) => {
  expect(await resultOf([...words, '--stream'])).toEqual(await resultOf(words));
});

test.each([
  [
    ['@back.csv'],
    /^2,999 of 3,000 requests come before the one above them; --stream takes a trace in order of time/,
  ],
  [['-'], /^--stream reads files more than once: standard input comes but once/],
  [['@p.workload.yaml'], /^--stream reads files: write the workload to a trace first/],
  [['@a.csv', '--policy', 'retry'], /^--stream replays a client that drops what is refused/],
  [['@a.csv', '--outcomes', '@o.csv'], /^--stream does not keep what became of each request/],
  [['@a.csv', '--demand'], /^--stream does not fold retries/],
])('compare %j --stream is refused, and says why', async (words, message) => {
  const ran = await run(['compare', ...words, ...MODEL, '--stream']);
  expect(ran).toMatchObject({ status: 2, out: '' });
  expect(ran.err).toMatch(message);
});
