import { DAY, HOUR, MINUTE, SECOND } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import { SHORT_RECORDING } from './fit-streams.js';

/** Requests of a recorded and of a refitted trace over time, bucket by bucket. */
export interface FitCounts {
  /** Start of the first bucket: microseconds since the epoch. */
  readonly from: number;
  /** Length of a bucket, in microseconds. */
  readonly step: number;
  readonly recorded: readonly number[];
  readonly refitted: readonly number[];
}

const STEPS = [SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
const MOST_BUCKETS = 200;

/**
 * Counts the requests of a trace and of one made from its profile; both must have one. Buckets begin at the
 * first midnight in UTC; those of traces shorter than a day at the first request of each.
 */
export function countFit(recorded: Columns, refitted: Columns): FitCounts {
  const lastOf = ({ timestamp, length }: Columns): number => timestamp[length - 1]!;
  const [a, b] = [recorded.timestamp[0]!, refitted.timestamp[0]!];
  const midnight = Math.floor(Math.min(a, b) / DAY) * DAY;
  const long = lastOf(recorded) - a >= SHORT_RECORDING;
  const [first, second] = long ? [midnight, midnight] : [a, b];
  const span = Math.max(lastOf(recorded) - first, lastOf(refitted) - second) + 1;
  const step =
    STEPS.find((length) => span / length <= MOST_BUCKETS) ??
    Math.ceil(span / MOST_BUCKETS / DAY) * DAY;
  const buckets = Math.ceil(span / step);
  return {
    from: first,
    step,
    recorded: countIn(recorded, first, step, buckets),
    refitted: countIn(refitted, second, step, buckets),
  };
}

function countIn(
  { timestamp, length }: Columns,
  origin: number,
  step: number,
  buckets: number,
): number[] {
  const counts = new Array<number>(buckets).fill(0);
  for (let row = 0; row < length; row++) {
    counts[Math.floor((timestamp[row]! - origin) / step)]! += 1;
  }
  return counts;
}
