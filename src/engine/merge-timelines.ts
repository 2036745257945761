import { BUCKETS, MAX_BUCKETS, type TimelineRecord } from './timeline.js';
import type { TimeSums } from './time-sums.js';

/** A timeline that can be merged: without the most that waited, which merges only where all times are known. */
export type PartTimeline = Omit<TimelineRecord, 'waiting'>;

/** What two parts of a trace did over time: counts add up, of uses the larger stands. In the buckets of the wider, or in wider ones if both need more than 4,000. */
export function mergeTimelines(a: PartTimeline, b: PartTimeline): PartTimeline {
  const first = Math.min(a.start, b.start);
  const last = Math.max(lastStart(a), lastStart(b));
  const startIn = (bucket: number): number => Math.floor(first / bucket) * bucket;
  const lengthIn = (bucket: number): number => Math.floor((last - startIn(bucket)) / bucket) + 1;
  const widest = Math.max(a.bucket, b.bucket);
  const bucket = BUCKETS.find((width) => width >= widest && lengthIn(width) <= MAX_BUCKETS)!;
  const start = startIn(bucket);
  const merged = (
    valuesOf: (timeline: PartTimeline) => Float64Array,
    into: (x: number, y: number) => number,
  ): Float64Array => {
    const values = new Float64Array(lengthIn(bucket));
    for (const timeline of [a, b]) {
      valuesOf(timeline).forEach((value, i) => {
        const to = Math.floor((timeline.start + i * timeline.bucket - start) / bucket);
        values[to] = into(values[to]!, value);
      });
    }
    return values;
  };
  const sum = (x: number, y: number): number => x + y;
  return {
    bucket,
    start,
    length: lengthIn(bucket),
    attempted: merged((timeline) => timeline.attempted, sum),
    refused: merged((timeline) => timeline.refused, sum),
    dropped: merged((timeline) => timeline.dropped, sum),
    use: a.use.map((_, k) => merged((timeline) => timeline.use[k]!, Math.max)),
  };
}

/** When the last bucket starts. */
function lastStart({ start, bucket, length }: PartTimeline): number {
  return start + (length - 1) * bucket;
}

/** By bucket: the most that waited at one time. @param changes of how many wait; none waits after the last. */
export function mostWaiting(
  { start, bucket, length }: PartTimeline,
  { at, sum }: TimeSums,
): Float64Array {
  const most = new Float64Array(length);
  let waiting = 0;
  for (let i = 0; i + 1 < at.length; i++) {
    waiting += sum[i]!;
    if (waiting === 0) continue;
    let to = Math.floor((at[i]! - start) / bucket);
    do most[to] = Math.max(most[to]!, waiting);
    while (start + ++to * bucket < at[i + 1]!);
  }
  return most;
}
