import { DAY, formatTimestamp } from '../../time.js';
import type { Columns } from '../columns.js';
import { selectSpan } from '../select.js';
import type { QuirkDetector } from './quirk.js';
import { counted, spanWords, timeWords } from './words.js';

/** So far from the others at least, and as far as those are from each other. */
const FARTHEST_NEAR = 30 * DAY;
/** So many rows at most, or this share of all, are outlying before the others, and so many after them. */
const FEW = 3;
const SHARE = 0.01;
/** So many others are needed to tell. */
const FEWEST_OTHERS = 10;

/** The first row of those that stand together, and the row behind their last. */
interface Core {
  readonly begin: number;
  readonly end: number;
}

/**
 * A few rows that lie far before or after all others: 30 days at least, and no less than the others span. The clock
 * was not set yet, or a time is damaged. The size is the larger distance.
 */
export const outlyingRows: QuirkDetector = ({ columns }) => {
  const { timestamp, length } = columns;
  const { begin, end } = coreOf(columns);
  const count = begin + length - end;
  if (count === 0) return undefined;
  const first = timestamp[begin]!;
  const last = timestamp[end - 1]!;
  const before = begin === 0 ? 0 : first - timestamp[begin - 1]!;
  const after = end === length ? 0 : timestamp[end]! - last;
  const at = timestamp[begin > 0 ? 0 : end]!;
  const words = [
    ...(begin > 0 ? [lieWords(begin, before, 'before', timestamp[0]!)] : []),
    ...(end < length ? [lieWords(length - end, after, 'after', timestamp[end]!)] : []),
  ];
  return {
    name: 'outlying-rows',
    count,
    sizeMs: Math.max(before, after) / 1000,
    at: formatTimestamp(at),
    message:
      `${words.join(', ')}; the others run from ${timeWords(first)} to ${timeWords(last)}: a clock that was not set, ` +
      'or a damaged time. Rates and days are counted with them; --from and --to leave them out.',
  };
};

function lieWords(rows: number, distance: number, side: 'before' | 'after', at: number): string {
  const first = rows === 1 ? 'at' : 'the first at';
  return `${counted(rows, 'row')} ${rows === 1 ? 'lies' : 'lie'} ${spanWords(distance)} ${side} all others, ${first} ${timeWords(at)}`;
}

/** The columns without the rows that outlie. */
export function withoutOutlying(columns: Columns): Columns {
  const { timestamp, length } = columns;
  const { begin, end } = coreOf(columns);
  if (end - begin === length) return columns;
  return selectSpan(columns, timestamp[begin]!, timestamp[end - 1]! + 1);
}

function coreOf({ timestamp, length }: Columns): Core {
  const few = Math.max(FEW, Math.floor(length * SHARE));
  if (length < 2 * few + FEWEST_OTHERS) return { begin: 0, end: length };
  const pauseBefore = (row: number): number => timestamp[row]! - timestamp[row - 1]!;
  let begin = 1;
  let end = length - 1;
  for (let k = 2; k <= few; k++) {
    if (pauseBefore(k) > pauseBefore(begin)) begin = k;
    if (pauseBefore(length - k) > pauseBefore(end)) end = length - k;
  }
  const least = Math.max(FARTHEST_NEAR, timestamp[end - 1]! - timestamp[begin]!);
  return {
    begin: pauseBefore(begin) >= least ? begin : 0,
    end: pauseBefore(end) >= least ? end : length,
  };
}
