import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lateAdmissionsData } from '../../src/report/charts/late-admissions-data.js';
import { limitUseData } from '../../src/report/charts/limit-use-data.js';
import { MOST_BUCKETS, rebin } from '../../src/report/charts/rebin.js';
import { requestsData } from '../../src/report/charts/requests-data.js';
import { requiredLimitsData } from '../../src/report/charts/required-limits-data.js';
import type { ResultSeries } from '../../src/result/result.js';
import { sampleLimit } from './sample-result.js';
import { weekResult } from './week-result.js';

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

test('throttled stands on admitted at once, and both together are what was offered', () => {
  expect(requestsData(series).requests.slice(0, 2)).toEqual([
    { start: 60_000, end: 120_000, kind: 'admitted at once', requests: 3, bottom: 0, top: 3 },
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

test('late admissions are those beyond what was admitted at once', () => {
  expect(lateAdmissionsData(series).late.map(({ requests }) => requests)).toEqual([0, 2, 0]);
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

test('required limits: the tightest first, without those that no request meets or no figure would satisfy', () => {
  const rows = requiredLimitsData([
    sampleLimit({ id: 'roomy', requiredLimit: 10 }),
    sampleLimit({ id: 'tight', requiredLimit: 1500 }),
    sampleLimit({ id: 'idle', offered: 0, requiredLimit: 0 }),
    sampleLimit({ id: 'impossible', requiredLimit: null }),
  ]).required;
  expect(rows.map(({ limit, ratio, state }) => [limit, ratio, state])).toEqual([
    ['tight', 1.5, 'does not fit'],
    ['roomy', 0.01, 'fits'],
  ]);
});
