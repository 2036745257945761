import { describe, expect, test } from 'vitest';
import { cronInstants } from '../../src/workload/generate/cron.js';
import { formatTimestamp } from '../../src/time.js';
import { runSource, secondsOf } from './small-workload.js';
import { kolmogorov } from './statistics.js';

/** UTC hours and minutes at which a line fires on a local day in Berlin. */
function firings(line: string, from: string, to: string): string[] {
  const us = (text: string): number => Date.parse(text) * 1000;
  return cronInstants([line], 'Europe/Berlin', us(from), us(to)).map((at) =>
    formatTimestamp(at).slice(11, 16),
  );
}

describe('where clocks go forward (Berlin, 2026-03-29, 02:00 to 03:00)', () => {
  test.each<[string, string[]]>([
    ['30 1 * * *', ['00:30']],
    ['30 2 * * *', ['01:00']],
    ['0 3 * * *', ['01:00']],
    ['*/30 1-3 * * *', ['00:00', '00:30', '01:00', '01:30']],
    ['0 */6 * * *', ['23:00', '04:00', '10:00', '16:00']],
  ])('%s fires at %s UTC', (line, instants) => {
    expect(firings(line, '2026-03-28T23:00Z', '2026-03-29T22:00Z')).toEqual(instants);
  });
});

describe('where clocks go back (Berlin, 2026-10-25, 03:00 to 02:00)', () => {
  test.each<[string, string[]]>([
    ['30 1 * * *', ['23:30']],
    ['30 2 * * *', ['00:30']],
    ['0 3 * * *', ['02:00']],
    ['*/30 2 * * *', ['00:00', '00:30', '01:00', '01:30']],
    ['0 */6 * * *', ['22:00', '05:00', '11:00', '17:00']],
  ])('%s fires at %s UTC', (line, instants) => {
    expect(firings(line, '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toEqual(instants);
  });
});

test('of several lines, each instant counts once; the start is included and the end is not', () => {
  const day = Date.UTC(2026, 2, 2) * 1000;
  const hours = cronInstants(['0 */12 * * *', '0 0,6 * * *'], 'UTC', day, day + 8.64e10);
  expect(hours.map((at) => (at - day) / 3.6e9)).toEqual([0, 6, 12]);
});

test('a job on the day of the change sends at exactly its local times', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 2 * * *' } },
    { start: '2026-03-28', zone: 'Europe/Berlin', length: '3d' },
  );
  expect([...columns.timestamp].map((at) => formatTimestamp(at))).toEqual([
    '2026-03-28T01:00:00.000000Z',
    '2026-03-29T01:00:00.000000Z',
    '2026-03-30T00:00:00.000000Z',
  ]);
});

test('each user of the population fires once, late by a uniform jitter (missed once in 1,000)', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 6 * * *', jitter: '10m' } },
    { populations: [{ name: 'u', users: 500 }] },
  );
  expect(columns.names.users).toHaveLength(500);
  expect(columns.length).toBe(500);
  const late = secondsOf(columns).map((second) => (second - 6 * 3600) / 600);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThan(1);
  expect(kolmogorov(late, (x) => x)).toBeLessThan(1.95);
});

test('a share of users takes part in each firing (four standard deviations)', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 * * * *', share: 0.25 } },
    { populations: [{ name: 'u', users: 100 }] },
  );
  expect(Math.abs(columns.length - 600)).toBeLessThan(4 * Math.sqrt(2400 * 0.25 * 0.75));
});

test('jitter past midnight belongs to the next day and is kept', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '55 23 * * *', jitter: '1h' } },
    { length: '2d', populations: [{ name: 'u', users: 50 }] },
  );
  const seconds = secondsOf(columns);
  expect(seconds.filter((second) => second < 90_000)).toHaveLength(50);
  expect(seconds.filter((second) => second >= 86_400 && second < 90_000).length).toBeGreaterThan(
    30,
  );
});
