import type { ResultLimit, ResultSeries } from '../../result/result.js';
import { rebin, type SeriesView } from './rebin.js';

/** The busiest scope tuple's largest use of the limit in a bucket; times in milliseconds since the epoch. */
export interface LimitUseRow {
  readonly start: number;
  readonly end: number;
  readonly use: number;
  /** Whether the limit was used up, so that the next request would have been refused. */
  readonly state: 'room left' | 'used up';
}

/** Data sources of `reports/charts/limit-use.vl.json`. */
export interface LimitUseData {
  readonly use: readonly LimitUseRow[];
  readonly limit: readonly { readonly limit: number }[];
}

/** How much of one limit was used over time, a row a bucket; no row where the series lacks the limit. */
export function limitUseData(
  series: ResultSeries,
  { id, limit }: ResultLimit,
  view: SeriesView = {},
): LimitUseData {
  const uses = Object.hasOwn(series.limits, id) ? series.limits[id]! : [];
  const use = rebin(Date.parse(series.start), series.bucketMs, uses.length, view).map(
    ({ start, end, from, to }) => {
      let most = 0;
      for (let i = from; i < to; i++) most = Math.max(most, uses[i]!);
      return { start, end, use: most, state: most >= limit ? 'used up' : 'room left' } as const;
    },
  );
  return { use, limit: [{ limit }] };
}
