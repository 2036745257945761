import { expect, test } from 'vitest';
import type { WorkloadColumns } from '../../src/workload/generate/generate-workload.js';
import { runSource, secondsOf } from './small-workload.js';
import { kolmogorov } from './statistics.js';

const WEEK = 7 * 86_400;

test('sessions obey Little’s law: as many are open as begin times how long they last (within 5%, four standard deviations)', () => {
  const columns = runSource(
    {
      arrivals: undefined,
      sessions: { rate: '60/h', think: { exponential: { mean: '40s' } } },
      latency: '0s',
      calls: [
        { category: 'read' },
        { category: 'poll', times: { poisson: 2 }, pace: '30s', concurrency: 99 },
        { category: 'write' },
      ],
    },
    { length: '7d' },
  );
  const begins = secondsOf(columns, 'read');
  const ends = secondsOf(columns, 'write');
  const openSeconds =
    begins.reduce((sum, at) => sum + WEEK - at, 0) - ends.reduce((sum, at) => sum + WEEK - at, 0);
  const rate = 60 / 3600;
  // Two times to think, and 30s between the starts of two calls where there are two or more of them:
  // the mean of max(0, n − 1) under Poisson(2) is 1 + e^−2.
  const lasting = 2 * 40 + 30 * (1 + Math.exp(-2));
  expect(Math.abs(openSeconds / WEEK / (rate * lasting) - 1)).toBeLessThan(0.05);
});

test('thinking takes the time that is given (missed once in 1,000)', () => {
  const columns = runSource(
    {
      arrivals: undefined,
      sessions: { rate: '2/h', process: 'constant', think: { exponential: { mean: '40s' } } },
      latency: '0s',
      calls: [{ category: 'read' }, { category: 'write' }],
    },
    { length: '60d' },
  );
  const reads = secondsOf(columns, 'read');
  const thought = secondsOf(columns, 'write').map((at, i) => at - reads[i]!);
  expect(thought.length).toBe(60 * 48);
  expect(kolmogorov(thought, (t) => 1 - Math.exp(-t / 40))).toBeLessThan(1.95);
});

test('a mix draws steps by their weights, so many a visit (four standard deviations)', () => {
  const columns = runSource(
    {
      arrivals: undefined,
      sessions: { rate: '60/h', think: '1s' },
      calls: undefined,
      mix: [
        { category: 'read', weight: 3 },
        { category: 'write' },
        { category: 'poll', weight: 0 },
      ],
      draws: { geometric: 5 },
    },
    { length: '7d' },
  );
  const reads = secondsOf(columns, 'read').length;
  const writes = secondsOf(columns, 'write').length;
  const all = columns.length;
  expect(reads + writes).toBe(all);
  expect(Math.abs(reads - 0.75 * all)).toBeLessThan(4 * Math.sqrt(all * 0.75 * 0.25));
  // Visits are Poisson; the second moment of a geometric number with mean 5 is 45.
  const visits = 60 * 24 * 7;
  expect(Math.abs(all - 5 * visits)).toBeLessThan(4 * Math.sqrt(45 * visits));
});

test('a step is taken with its chance (four standard deviations)', () => {
  const columns = runSource({
    arrivals: { rate: '10/m' },
    calls: [{ category: 'read' }, { category: 'write', chance: 0.2 }],
  });
  const reads = secondsOf(columns, 'read').length;
  const writes = secondsOf(columns, 'write').length;
  expect(Math.abs(writes - 0.2 * reads)).toBeLessThan(4 * Math.sqrt(reads * 0.2 * 0.8));
});

test('visits that run past midnight go on, in order', () => {
  const columns = runSource(
    {
      arrivals: undefined,
      sessions: { rate: '10/h', process: 'constant', think: '1h' },
      latency: '0s',
      calls: [{ category: 'read' }, { category: 'poll' }, { category: 'write' }],
    },
    { length: '2d' },
  );
  const reads = microsecondsOf(columns, 'read');
  expect(reads).toHaveLength(480);
  const [hour, end] = [3_600_000_000, 172_800_000_000];
  for (const [category, later] of [
    ['poll', hour],
    ['write', 2 * hour],
  ] as const) {
    expect(microsecondsOf(columns, category)).toEqual(
      reads.map((at) => at + later).filter((at) => at < end),
    );
  }
});

function microsecondsOf(columns: WorkloadColumns, category: string): number[] {
  return secondsOf(columns, category).map((second) => Math.round(second * 1e6));
}
