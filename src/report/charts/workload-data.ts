import type { ResultWorkload } from '../../result/result.js';
import type { Stream } from '../streams.js';
import { rebin, type SeriesView } from './rebin.js';

/** So many requests of a source or a category in a bucket; `start` and `end` in milliseconds since the epoch. */
export interface WorkloadRow {
  readonly start: number;
  readonly end: number;
  /** Of a source or a category, or how many others. */
  readonly name: string;
  readonly requests: number;
  /** Where the bar begins and ends, in requests: each stands on those before it. */
  readonly bottom: number;
  readonly top: number;
}

/** Data source of `reports/charts/workload.vl.json`. */
export interface WorkloadData {
  readonly workload: readonly WorkloadRow[];
}

/** When each stream sent how much: a row a stream and bucket in which it sent something, the first stream at the bottom. */
export function workloadData(
  streams: readonly Stream[],
  { start, bucketMs }: Pick<ResultWorkload, 'start' | 'bucketMs'>,
  view: SeriesView = {},
): WorkloadData {
  const length = streams[0]?.counts.length ?? 0;
  const tops = new Map<number, number>();
  const buckets = rebin(Date.parse(start), bucketMs, length, view);
  const workload = streams.flatMap(({ name, counts }) =>
    buckets.flatMap(({ start, end, from, to }): WorkloadRow[] => {
      const requests = counts.slice(from, to).reduce((total, count) => total + count, 0);
      if (requests === 0) return [];
      const bottom = tops.get(start) ?? 0;
      const top = bottom + requests;
      tops.set(start, top);
      return [{ start, end, name, requests, bottom, top }];
    }),
  );
  return { workload };
}
