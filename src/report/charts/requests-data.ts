import type { ResultSeries } from '../../result/result.js';
import { rebin, type SeriesView } from './rebin.js';

/** So many requests of a kind in a bucket; `start` and `end` in milliseconds since the epoch. */
export interface RequestsRow {
  readonly start: number;
  readonly end: number;
  readonly kind: 'not throttled' | 'throttled';
  readonly requests: number;
  /** Where the bar begins and ends, in requests: throttled stands on the rest. */
  readonly bottom: number;
  readonly top: number;
}

/** Data source of `reports/charts/requests.vl.json`. */
export interface RequestsData {
  readonly requests: readonly RequestsRow[];
}

/** When requests were meant, and whether they were throttled: two rows a bucket, together what was offered. */
export function requestsData(series: ResultSeries, view: SeriesView = {}): RequestsData {
  const { start, bucketMs, offered, throttled } = series;
  const requests = rebin(Date.parse(start), bucketMs, offered.length, view).flatMap(
    ({ start, end, from, to }): RequestsRow[] => {
      const top = sum(offered, from, to);
      const refused = sum(throttled, from, to);
      const bottom = top - refused;
      return [
        { start, end, kind: 'not throttled', requests: bottom, bottom: 0, top: bottom },
        { start, end, kind: 'throttled', requests: refused, bottom, top },
      ];
    },
  );
  return { requests };
}

function sum(counts: readonly number[], from: number, to: number): number {
  return counts.slice(from, to).reduce((total, count) => total + count, 0);
}
