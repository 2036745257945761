import { DAY, HOUR, MINUTE, SECOND } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import { SHORT_RECORDING } from './fit-streams.js';

/** Rates of a recorded and a refitted trace over time, for a chart. */
export interface FitComparison {
  /** Length of a point's stretch of time, in microseconds. */
  readonly step: number;
  readonly points: readonly FitComparisonPoint[];
}

export interface FitComparisonPoint {
  /** Microseconds from the first midnight in UTC, or from each trace's first request if it is shorter than a day. */
  readonly from: number;
  /** Requests a second. */
  readonly recorded: number;
  readonly refitted: number;
}

const STEPS = [SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
const MOST_POINTS = 200;

/** Compares the rates of a trace and of one made from its profile; both must have a request. */
export function compareFit(recorded: Columns, refitted: Columns): FitComparison {
  const lastOf = ({ timestamp, length }: Columns): number => timestamp[length - 1]!;
  const [a, b] = [recorded.timestamp[0]!, refitted.timestamp[0]!];
  const midnight = Math.floor(Math.min(a, b) / DAY) * DAY;
  const long = lastOf(recorded) - a >= SHORT_RECORDING;
  const [first, second] = long ? [midnight, midnight] : [a, b];
  const span = Math.max(lastOf(recorded) - first, lastOf(refitted) - second) + 1;
  const step =
    STEPS.find((length) => span / length <= MOST_POINTS) ??
    Math.ceil(span / MOST_POINTS / DAY) * DAY;
  const points = Math.ceil(span / step);
  const ofRecorded = countIn(recorded, first, step, points);
  const ofRefitted = countIn(refitted, second, step, points);
  return {
    step,
    points: Array.from({ length: points }, (_, i) => ({
      from: i * step,
      recorded: (ofRecorded[i]! * SECOND) / step,
      refitted: (ofRefitted[i]! * SECOND) / step,
    })),
  };
}

function countIn(
  { timestamp, length }: Columns,
  origin: number,
  step: number,
  points: number,
): number[] {
  const counts = new Array<number>(points).fill(0);
  for (let row = 0; row < length; row++) {
    counts[Math.floor((timestamp[row]! - origin) / step)]! += 1;
  }
  return counts;
}
