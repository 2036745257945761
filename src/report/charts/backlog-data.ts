import type { ResultSeries } from '../../result/result.js';
import { rebin, type SeriesView } from './rebin.js';

/** The most requests that waited at one time in a bucket; times in milliseconds since the epoch. */
export interface BacklogRow {
  readonly start: number;
  readonly end: number;
  readonly waiting: number;
}

/** Data sources of `reports/charts/backlog.vl.json`. */
export interface BacklogData {
  readonly backlog: readonly BacklogRow[];
  /** When the last request arrived. */
  readonly end: readonly { readonly time: number }[];
}

/** How many requests waited over time, a row a bucket. @param traceEnd ISO 8601. */
export function backlogData(
  series: ResultSeries,
  traceEnd: string,
  view: SeriesView = {},
): BacklogData {
  const { start, bucketMs, backlog = [] } = series;
  const rows = rebin(Date.parse(start), bucketMs, backlog.length, view).map(
    ({ start, end, from, to }) => ({
      start,
      end,
      waiting: Math.max(0, ...backlog.slice(from, to)),
    }),
  );
  return { backlog: rows, end: [{ time: Date.parse(traceEnd) }] };
}
