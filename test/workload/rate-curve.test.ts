import { expect, test } from 'vitest';
import { NAMED_CURVES, rateCurve } from '../../src/workload/generate/rate-curve.js';
import { runSource, secondsOf } from './small-workload.js';
import { countsIn } from './statistics.js';

const HOUR = 3600;

test.each(Object.keys(NAMED_CURVES))(
  'the curve %s has a weight above 0 for each hour of a week',
  (name) => {
    const { week } = rateCurve(NAMED_CURVES[name]!, 'UTC');
    expect(week).toHaveLength(168);
    expect(Math.min(...week)).toBeGreaterThan(0);
    expect(week.reduce((sum, weight) => sum + weight, 0) / 168).toBeCloseTo(1, 12);
  },
);

test('each hour of the week has the rate of its weight (chi-square, four standard deviations), and none is out of its band (missed once in 900)', () => {
  const columns = runSource(
    { arrivals: { rate: '600/h', curve: 'office' } },
    { length: '28d', populations: [{ name: 'u', users: 3 }] },
  );
  const counts = new Array<number>(168).fill(0);
  for (const second of secondsOf(columns)) counts[Math.floor(second / HOUR) % 168]!++;
  const { week } = rateCurve(NAMED_CURVES.office!, 'UTC');
  const statistic = counts.reduce((sum, count, hour) => {
    const expected = 4 * 3 * 600 * week[hour]!;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  expect(Math.abs(statistic - 168) / Math.sqrt(2 * 168)).toBeLessThan(4);
  counts.forEach((count, hour) => {
    const expected = 4 * 3 * 600 * week[hour]!;
    expect(Math.abs(count - expected)).toBeLessThan(4.5 * Math.sqrt(expected));
  });
});

test('a constant source follows its curve exactly', () => {
  const hours = { '9-12': 2, '12-18': 1 };
  const columns = runSource({ arrivals: { rate: '100/h', process: 'constant', curve: { hours } } });
  const counts = countsIn(secondsOf(columns), HOUR, 24 * HOUR);
  expect(counts.slice(0, 9)).toEqual(new Array<number>(9).fill(0));
  expect(counts.slice(9, 12)).toEqual([400, 400, 400]);
  expect(counts.slice(12, 18)).toEqual(new Array<number>(6).fill(200));
  expect(counts.slice(18)).toEqual(new Array<number>(6).fill(0));
});

test('days and hours multiply, and the mean over the week is the rate', () => {
  const curve = { hours: { '10-12': 1 }, days: { 'mon-fri': 2, sun: 1 } };
  const columns = runSource(
    { arrivals: { rate: '11/h', process: 'constant', curve } },
    { length: '7d' },
  );
  const days = countsIn(secondsOf(columns), 24 * HOUR, 168 * HOUR);
  expect(days).toEqual([336, 336, 336, 336, 336, 0, 168]);
});

test.each([
  ['forwards', '2026-03-29', '2026-03-28T23:00Z', 23, [11]],
  ['back', '2026-10-25', '2026-10-24T22:00Z', 25, [2, 3, 13]],
] as const)(
  'local hours stay local on the day on which clocks go %s',
  (_word, start, midnight, hours, busy) => {
    const curve = { hours: { '2-3': 1, '12-13': 1 }, days: { sun: 1 } };
    const columns = runSource(
      { arrivals: { rate: '10/h', process: 'constant', curve } },
      { start, zone: 'Europe/Berlin', length: `${hours}h` },
    );
    const seconds = [...columns.timestamp].map((at) => at / 1e6 - Date.parse(midnight) / 1000);
    const expected = new Array<number>(hours).fill(0);
    for (const hour of busy) expected[hour] = 840;
    expect(countsIn(seconds, HOUR, hours * HOUR)).toEqual(expected);
  },
);

test('a curve of another zone has its own hours', () => {
  const curve = { hours: { '9-10': 1 }, zone: 'America/New_York' };
  const columns = runSource({ arrivals: { rate: '1/h', process: 'constant', curve } });
  const hours = secondsOf(columns).map((second) => Math.floor(second / HOUR));
  expect(new Set(hours)).toEqual(new Set([14]));
});
