import { MINUTE } from '../time.js';

/** How the rows of a trace stand that are before the row above them in time. Times and lengths in microseconds. */
export interface Disorder {
  /** How many. */
  readonly rows: number;
  /** Of those, the first rows of a file, which follow the last row of the file before. */
  readonly atFileStart: number;
  /** The largest step back from one row to the next. */
  readonly largest: number;
  readonly first: Step;
  /**
   * Steps back in files that are otherwise in order, after which the rows go on from the earlier time. A step back from
   * a few rows that leapt ahead is none: they are late, or their times are damaged.
   */
  readonly clockJumps: readonly Step[];
}

/** A row that stands behind a later one. */
export interface Step {
  readonly file: string;
  /** Time of the row above. */
  readonly from: number;
  /** Its own time. */
  readonly to: number;
}

/** A clock is said to have jumped from this length on; less may be how concurrent requests are written. */
const SHORTEST_JUMP = MINUTE;
/** So many rows after a jump must be before it, too; fewer that leapt ahead before it are no time to go back from. */
const FOLLOWING = 10;
/** More steps back than this share of all rows are no jumps: the file is in another order than time. */
const IN_ORDER = 0.01;
/** So many jumps are kept. */
const KEPT_JUMPS = 100;

/**
 * Looks at times in the order in which they were read. At least one must be before the one above it.
 * @param files by name, each with the number of its first row, in order.
 */
export function disorderOf(
  times: Float64Array,
  files: readonly { readonly name: string; readonly firstRow: number }[],
): Disorder {
  const starts = new Set(files.map(({ firstRow }) => firstRow));
  const stepAt = (row: number): Step => ({
    file: files.findLast(({ firstRow }) => firstRow <= row)!.name,
    from: times[row - 1]!,
    to: times[row]!,
  });
  let rows = 0;
  let atFileStart = 0;
  let largest = 0;
  let first = 0;
  const jumps: number[] = [];
  for (let row = 1; row < times.length; row++) {
    const back = times[row - 1]! - times[row]!;
    if (back <= 0) continue;
    if (rows === 0) first = row;
    rows++;
    if (back > largest) largest = back;
    if (starts.has(row)) atFileStart++;
    else if (back >= SHORTEST_JUMP && staysBehind(times, row) && !leaptAhead(times, row))
      jumps.push(row);
  }
  const isInOrder = rows - atFileStart <= Math.max(1, times.length * IN_ORDER);
  const clockJumps = isInOrder ? jumps.slice(0, KEPT_JUMPS).map(stepAt) : [];
  return { rows, atFileStart, largest, first: stepAt(first), clockJumps };
}

/** Whether the rows that follow are before the one above the step, too. */
function staysBehind(times: Float64Array, row: number): boolean {
  const before = times[row - 1]!;
  if (row + FOLLOWING > times.length) return false;
  return times.subarray(row, row + FOLLOWING).every((time) => time < before);
}

/** Whether the row above a step back is one of a few that leapt ahead, by half of the step or more. */
function leaptAhead(times: Float64Array, row: number): boolean {
  const to = times[row]!;
  let first = row - 1;
  while (first > 0 && first > row - FOLLOWING && times[first - 1]! > to) first--;
  const isFew = first === 0 || times[first - 1]! <= to;
  return isFew && times[first]! - to >= (times[row - 1]! - to) / 2;
}
