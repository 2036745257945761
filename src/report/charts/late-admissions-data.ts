import type { ResultSeries } from '../../result/result.js';
import { rebin } from './rebin.js';

/** So many requests admitted after a refusal in a bucket; `start` and `end` in milliseconds since the epoch. */
export interface LateAdmissionsRow {
  readonly start: number;
  readonly end: number;
  readonly requests: number;
}

/** Data source of `reports/charts/late-admissions.vl.json`. */
export interface LateAdmissionsData {
  readonly late: readonly LateAdmissionsRow[];
}

/** When requests were admitted after a refusal, a row a bucket: what was admitted, less what was admitted at once. */
export function lateAdmissionsData(series: ResultSeries): LateAdmissionsData {
  const { start, bucketMs, offered, throttled, admitted } = series;
  const late = rebin(Date.parse(start), bucketMs, admitted.length).map(
    ({ start, end, from, to }) => {
      let requests = 0;
      for (let i = from; i < to; i++) {
        requests += admitted[i]! - ((offered[i] ?? 0) - (throttled[i] ?? 0));
      }
      return { start, end, requests };
    },
  );
  return { late };
}
