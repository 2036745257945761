import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backlogData } from '../../src/report/charts/backlog-data.js';
import { delaysData } from '../../src/report/charts/delays-data.js';
import { fitData } from '../../src/report/charts/fit-data.js';
import { limitUseData } from '../../src/report/charts/limit-use-data.js';
import { loadData } from '../../src/report/charts/load-data.js';
import { MOST_BUCKETS, rebin } from '../../src/report/charts/rebin.js';
import { requestsData } from '../../src/report/charts/requests-data.js';
import { requiredLimitsData } from '../../src/report/charts/required-limits-data.js';
import { wakeUpsData } from '../../src/report/charts/wake-ups-data.js';
import { workloadData } from '../../src/report/charts/workload-data.js';
import { largestStreams } from '../../src/report/streams.js';
import type { ResultSeries } from '../../src/result/result.js';
import { retrying } from './clients-result.js';
import { sampleComparison } from './sample-comparison.js';
import { dropTotals, sampleLimit, sampleScenario } from './sample-result.js';
import { weekResult } from './week-result.js';
import { weekWorkload } from './workload-result.js';

const series: ResultSeries = {
  bucketMs: 60_000,
  start: '1970-01-01T00:01:00.000000Z',
  offered: [5, 0, 4],
  admitted: [3, 2, 4],
  throttled: [2, 0, 0],
  refused: [2, 0, 0],
  limits: { org_read: [3, 5, 4] },
};

describe('rebin', () => {
  const seriesShape = fc.record({
    bucketMs: fc.constantFrom(1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000),
    first: fc.integer({ min: 0, max: 30_000 }),
    length: fc.integer({ min: 1, max: 4000 }),
  });

  test('every bucket of the series is in just one wider bucket, of one width, aligned to the epoch', () => {
    fc.assert(
      fc.property(seriesShape, ({ bucketMs, first, length }) => {
        const start = first * bucketMs;
        const buckets = rebin(start, bucketMs, length);
        const width = buckets[0]!.end - buckets[0]!.start;
        expect(buckets.length).toBeLessThanOrEqual(MOST_BUCKETS);
        expect(buckets.every((bucket) => bucket.start % width === 0)).toBe(true);
        expect(buckets.every((bucket) => bucket.end - bucket.start === width)).toBe(true);
        expect(buckets.map(({ from }) => from)).toEqual([
          0,
          ...buckets.slice(0, -1).map(({ to }) => to),
        ]);
        expect(buckets.at(-1)!.to).toBe(length);
      }),
      { seed: 7 },
    );
  });

  test('a short series keeps its buckets', () => {
    expect(rebin(60_000, 60_000, 2)).toEqual([
      { start: 60_000, end: 120_000, from: 0, to: 1 },
      { start: 120_000, end: 180_000, from: 1, to: 2 },
    ]);
  });

  test('no series, no buckets', () => {
    expect(rebin(0, 1000, 0)).toEqual([]);
  });
});

test('throttled stands on the rest, and both together are what was offered', () => {
  expect(requestsData(series).requests.slice(0, 2)).toEqual([
    { start: 60_000, end: 120_000, kind: 'not throttled', requests: 3, bottom: 0, top: 3 },
    { start: 60_000, end: 120_000, kind: 'throttled', requests: 2, bottom: 3, top: 5 },
  ]);
});

test('requests of a week are all drawn', () => {
  for (const { series: week, totals } of weekResult().scenarios) {
    const { requests } = requestsData(week);
    expect(requests).toHaveLength(2 * 168);
    expect(requests.reduce((sum, row) => sum + row.requests, 0)).toBe(totals.offered);
  }
});

test('every attempt of the load is admitted or refused', () => {
  const { load } = loadData(retrying.series);
  expect(load.map(({ offered, attempts, admitted }) => [offered, attempts, admitted])).toEqual([
    [1000, 1000, 1000],
    [1500, 3195, 1250],
    [0, 230, 200],
  ]);
  expect(load.map(({ attempts }) => attempts)).toEqual(retrying.series.attempted);
});

test('a wider bucket of the backlog keeps the most that waited', () => {
  const backlog = new Array<number>(1000).fill(0).with(3, 40).with(4, 12);
  const long = { ...series, bucketMs: 1000, start: '1970-01-01T00:00:00.000000Z', backlog };
  const rows = backlogData(long, '1970-01-01T00:10:00.000000Z');
  expect(rows.backlog.slice(0, 2)).toEqual([
    { start: 0, end: 5000, waiting: 40 },
    { start: 5000, end: 10_000, waiting: 0 },
  ]);
  expect(rows.end).toEqual([{ time: 600_000 }]);
});

test('without a backlog there is nothing to draw', () => {
  expect(backlogData(series, '1970-01-01T00:03:00.000000Z').backlog).toEqual([]);
});

test('delays: all requests, then the categories of which some waited; nothing at 0', () => {
  const late = { ...dropTotals(100, 0), delayed: 50 };
  const delay = (p99: number) => ({ mean: 1, p50: 0, p90: 5, p95: 7, p99, max: 2 * p99 });
  const scenario = sampleScenario({
    delayMs: delay(20),
    categories: [
      { category: 'quick', ...late, delayMs: delay(10) },
      { category: 'punctual', ...dropTotals(100, 0), delayMs: delay(0) },
      { category: 'slow', ...late, delayMs: delay(30) },
    ],
  });
  const { delays } = delaysData(scenario);
  expect([...new Set(delays.map(({ who }) => who))]).toEqual(['all requests', 'slow', 'quick']);
  expect(delays.slice(0, 3)).toEqual([
    { who: 'all requests', percentile: '90%', delay: 5 },
    { who: 'all requests', percentile: '99%', delay: 20 },
    { who: 'all requests', percentile: 'longest', delay: 40 },
  ]);
});

test('wake-ups: sixty seconds of this run, and of the other jitter', () => {
  const { wakeUps } = wakeUpsData(retrying.wakeUps!);
  expect(wakeUps.filter(({ second }) => second === 0)).toEqual([
    { second: 0, run: 'this run', attempts: 812, label: '812 in the first second' },
    { second: 0, run: 'with no jitter', attempts: 3410, label: '3,410 in the first second' },
  ]);
  expect(wakeUps).toHaveLength(120);
});

test('the use of a limit tells where it is used up', () => {
  const { use, limit } = limitUseData(series, sampleLimit({ id: 'org_read', limit: 5 }));
  expect(use.map((row) => [row.use, row.state])).toEqual([
    [3, 'room left'],
    [5, 'used up'],
    [4, 'room left'],
  ]);
  expect(limit).toEqual([{ limit: 5 }]);
});

test('a limit without a series has no use, whatever its name', () => {
  expect(limitUseData(series, sampleLimit({ id: 'constructor' })).use).toEqual([]);
});

test('required limits: the tightest first, its tiers together, without those that no request meets or no figure would satisfy', () => {
  const trial = [
    sampleLimit({ id: 'roomy', requiredLimit: 10 }),
    sampleLimit({ id: 'tight', requiredLimit: 1500 }),
    sampleLimit({ id: 'idle', offered: 0, requiredLimit: 0 }),
    sampleLimit({ id: 'impossible', requiredLimit: null }),
  ];
  const standard = [
    sampleLimit({ id: 'roomy', requiredLimit: 20 }),
    sampleLimit({ id: 'tight', requiredLimit: 5 }),
  ];
  const rows = requiredLimitsData([
    { tier: 'trial', limits: trial },
    { tier: 'standard', limits: standard },
  ]).required;
  expect(rows.map(({ limit, tier, ratio, state }) => [limit, tier, ratio, state])).toEqual([
    ['tight', 'trial', 1.5, 'does not fit'],
    ['tight', 'standard', 0.005, 'fits'],
    ['roomy', 'trial', 0.01, 'fits'],
    ['roomy', 'standard', 0.02, 'fits'],
  ]);
});

test('a workload is stacked, the largest stream at the bottom, with no row where nothing was sent', () => {
  const streams = largestStreams({ few: [1, 0, 2], many: [5, 0, 0], some: [0, 0, 4] });
  const at = (minute: number) => ({ start: minute * 60_000, end: (minute + 1) * 60_000 });
  expect(workloadData(streams, series).workload).toEqual([
    { ...at(1), name: 'many', requests: 5, bottom: 0, top: 5 },
    { ...at(3), name: 'some', requests: 4, bottom: 0, top: 4 },
    { ...at(1), name: 'few', requests: 1, bottom: 5, top: 6 },
    { ...at(3), name: 'few', requests: 2, bottom: 4, top: 6 },
  ]);
});

test('a week of ten categories is drawn as eight and the rest, in hours, with every request', () => {
  const { workload } = workloadData(largestStreams(weekWorkload.categories), weekWorkload);
  expect(new Set(workload.map(({ name }) => name)).size).toBe(9);
  expect(workload).toHaveLength(9 * 168);
  expect(workload.reduce((sum, { requests }) => sum + requests, 0)).toBe(22 * 1008);
  expect(workload.at(-1)).toMatchObject({ name: '2 others', bottom: 120, top: 132 });
});

test('no workload, no rows', () => {
  expect(workloadData([], series).workload).toEqual([]);
});

test('a refit that ends before its recording has sent nothing more', () => {
  const change = { bucketMs: 60_000, start: series.start, recorded: [5, 6, 7], refitted: [4] };
  const { fit } = fitData(sampleComparison(change));
  expect(fit.map(({ recorded, refitted }) => [recorded, refitted])).toEqual([
    [5, 4],
    [6, 0],
    [7, 0],
  ]);
});

test('a fit that begins at no round time keeps every request, in at most so many buckets', () => {
  const recorded = new Array<number>(1000).fill(2);
  const change = { bucketMs: 900_000, start: '2026-01-05T10:03:27.000000Z', recorded };
  const { fit } = fitData(sampleComparison({ ...change, refitted: recorded }));
  const start = Date.parse(change.start);
  expect(fit).toHaveLength(200);
  expect(fit[1]).toEqual({
    start: start + 5 * 900_000,
    end: start + 10 * 900_000,
    recorded: 10,
    refitted: 10,
  });
  expect(fit.reduce((sum, row) => sum + row.recorded, 0)).toBe(2000);
});
