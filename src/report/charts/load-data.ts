import type { ResultSeries } from '../../result/result.js';
import { rebin, type SeriesView } from './rebin.js';

/** Requests in a bucket: as they were meant, as they were sent, as they were admitted; `start` and `end` in milliseconds since the epoch. */
export interface LoadRow {
  readonly start: number;
  readonly end: number;
  readonly offered: number;
  /** Each admitted or refused at once. */
  readonly attempts: number;
  readonly admitted: number;
}

/** Data source of `reports/charts/load.vl.json`. */
export interface LoadData {
  readonly load: readonly LoadRow[];
}

/** What a client makes of the load, a row a bucket. */
export function loadData(series: ResultSeries, view: SeriesView = {}): LoadData {
  const { start, bucketMs, offered, admitted, refused } = series;
  const load = rebin(Date.parse(start), bucketMs, offered.length, view).map(
    ({ start, end, from, to }): LoadRow => ({
      start,
      end,
      offered: sum(offered, from, to),
      attempts: sum(admitted, from, to) + sum(refused, from, to),
      admitted: sum(admitted, from, to),
    }),
  );
  return { load };
}

function sum(counts: readonly number[], from: number, to: number): number {
  return counts.slice(from, to).reduce((total, count) => total + count, 0);
}
