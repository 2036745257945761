import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/trace/inspect.js';
import type { Result } from '../../src/result/result.js';
import { createWorkbench, SMALL_MODEL } from './workbench.js';

const { run, path, write } = createWorkbench({
  'm.yaml': SMALL_MODEL,
  'throttled.csv': `timestamp,user,category,status
2026-01-01T00:00:00.1Z,ann,search,200
2026-01-01T00:00:00.2Z,ann,search,429
2026-01-01T00:00:30.2Z,ann,search,429
2026-01-01T00:01:20.2Z,ann,search,200
2026-01-01T00:05:00.1Z,ann,odd,429
2026-01-01T00:05:01.1Z,ann,odd,200
`,
  'w.workload.yaml': '',
});

const tool = (command: string, ...words: string[]) =>
  run([command, ...words, '--model', path('m.yaml')]);

describe('inspect', () => {
  test('says how many requests look like retries, and by which rule', async () => {
    const { out, status } = await tool('inspect', '@throttled.csv');
    expect(status).toBe(0);
    const words = out.replace(/\s+/g, ' ');
    expect(words).toContain(
      'Retries - 3 requests were answered 429; 3 requests look like retries of a refused one (same user, method ' +
        'and path, or category where no path is recorded; at most 1m after the 429; --retry-span).',
    );
    expect(words).toContain(
      'these are 2 refused demands, with up to 3 attempts each; 0 of them were',
    );
  });

  test('takes another span', async () => {
    const { out } = await tool('inspect', '@throttled.csv', '--retry-span', '40s', '--json');
    const { retries } = JSON.parse(out) as Inspection;
    expect(retries).toMatchObject({ spanMs: 40_000, retries: 2, unserved: 1 });
  });

  test('lists quirks in sentences', async () => {
    write(
      'late.csv',
      'timestamp,category\n2026-01-01T00:00:02Z,search\n2026-01-01T00:00:01Z,search\n',
    );
    const { out } = await tool('inspect', '@late.csv');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Quirks - 1 row is before the row above in time, by up to 1 s',
    );
  });
});

describe('--demand', () => {
  const resultOf = async (...words: string[]) =>
    JSON.parse((await tool('simulate', ...words, '--tier', 'free', '--json')).out) as Result;

  test('replays what was asked for, and says what was folded', async () => {
    const recorded = await resultOf('@throttled.csv');
    expect(recorded.trace.requests).toBe(6);
    expect(recorded.trace.warnings.join()).toContain('3 recorded answers are 429');
    const { trace, scenarios } = await resultOf('@throttled.csv', '--demand');
    expect(trace).toMatchObject({ requests: 3, unmapped: { requests: 1 } });
    expect(trace.warnings.join()).toContain('3 of 6 recorded requests came again');
    expect(scenarios[0]!.totals).toMatchObject({ offered: 3, throttled: 1 });
    const short = await resultOf('@throttled.csv', '--demand', '--retry-span', '40s');
    expect(short.trace.requests).toBe(4);
  });

  test.each([
    [
      ['simulate', '@throttled.csv', '--tier', 'free', '--retry-span', '5m'],
      /^--retry-span 5m says how retries are told: add --demand/,
    ],
    [
      ['inspect', '@throttled.csv', '--retry-span', 'soon'],
      /^--retry-span soon: expected a duration longer than zero, as in 60s/,
    ],
    [['inspect', '@throttled.csv', '--retry-span', '0s'], /^--retry-span 0s: expected a duration/],
    [
      ['simulate', '@w.workload.yaml', '--tier', 'free', '--demand'],
      /^w\.workload\.yaml: a workload profile .* leave --demand out/,
    ],
  ])('%j is refused', async (words, message) => {
    const { status, out, err } = await tool(words[0]!, ...words.slice(1));
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('fit says what was folded', async () => {
    const { status, err } = await tool(
      'fit',
      '@throttled.csv',
      '-o',
      '@made.workload.yaml',
      '--demand',
    );
    expect([status, err.includes('Retries are folded (--demand)')]).toEqual([0, true]);
  });
});
