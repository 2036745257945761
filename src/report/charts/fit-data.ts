import type { FitComparison } from '../fit-comparison.js';
import { MOST_BUCKETS } from './rebin.js';

/** Requests in a bucket, as recorded and as the fitted profile generates them; `start` and `end` in milliseconds since the epoch. */
export interface FitRow {
  readonly start: number;
  readonly end: number;
  readonly recorded: number;
  readonly refitted: number;
}

/** Data source of `reports/charts/fit.vl.json`. */
export interface FitData {
  readonly fit: readonly FitRow[];
}

/**
 * A recording beside what was fitted to it, a row a bucket, of which so many are gathered that at most
 * `MOST_BUCKETS` are drawn. They begin where the comparison does, which need be no round time.
 * Where one of the two is longer, the other has sent nothing.
 */
export function fitData({ start, bucketMs, recorded, refitted }: FitComparison): FitData {
  const length = Math.max(recorded.length, refitted.length);
  const gathered = Math.ceil(length / MOST_BUCKETS);
  const width = gathered * bucketMs;
  const fit = Array.from({ length: length === 0 ? 0 : Math.ceil(length / gathered) }, (_, i) => {
    const [at, from, to] = [Date.parse(start) + i * width, i * gathered, (i + 1) * gathered];
    return {
      start: at,
      end: at + width,
      recorded: sum(recorded, from, to),
      refitted: sum(refitted, from, to),
    };
  });
  return { fit };
}

function sum(counts: readonly number[], from: number, to: number): number {
  return counts.slice(from, to).reduce((total, count) => total + count, 0);
}
