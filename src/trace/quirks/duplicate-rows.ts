import { formatTimestamp, MILLISECOND } from '../../time.js';
import type { Columns } from '../columns.js';
import { clockStep } from './coarse-clock.js';
import type { QuirkDetector } from './quirk.js';
import { counted, timeWords } from './words.js';

/**
 * Where times are whole seconds or coarser, or whole milliseconds and hardly more is told of a request than its
 * category, equal rows may be requests of their own, up to this share of all.
 */
const BY_CHANCE = 0.25;
/** So many rows in sequence, at so many times, of which each stands twice, are no chance. */
const FEWEST_IN_SEQUENCE = 10;

/** Rows in sequence of which each stands twice, or equal ones in pairs: their first and last, and how many say the same as another. */
interface Sequence {
  readonly from: number;
  readonly to: number;
  readonly times: number;
  readonly copies: number;
}

/**
 * Rows that say the same as another: same time, user, request, status and cost. Only where requests are told. Where
 * all rows of a stretch of time stand twice, files overlap perhaps, and that is said.
 */
export const duplicateRows: QuirkDetector = ({ columns }) => {
  const { timestamp, length, request } = columns;
  if (request === undefined) return undefined;
  let count = 0;
  let most = 1;
  let first = 0;
  let sequence: Sequence | undefined;
  let longest: Sequence | undefined;
  for (let begin = 0; begin < length;) {
    let end = begin + 1;
    while (end < length && timestamp[end] === timestamp[begin]) end++;
    if (end - begin === 1) {
      sequence = undefined;
    } else {
      const texts = new Map<string, number>();
      for (let seq = begin; seq < end; seq++) {
        const text = rowText(columns, seq);
        const seen = (texts.get(text) ?? 0) + 1;
        texts.set(text, seen);
        if (seen === 1) continue;
        if (count++ === 0) first = seq;
        most = Math.max(most, seen);
      }
      const isWhole = [...texts.values()].every((seen) => seen % 2 === 0);
      sequence = isWhole ? longer(sequence, begin, end, texts.size) : undefined;
      if ((sequence?.copies ?? 0) > (longest?.copies ?? 0)) longest = sequence;
    }
    begin = end;
  }
  if (count === 0) return undefined;
  return {
    name: 'duplicate-rows',
    count,
    at: formatTimestamp(timestamp[first]!),
    message:
      `${counted(count, 'row')} ${count === 1 ? 'says' : 'say'} the same as another (time, user, request, status), ` +
      `up to ${most.toLocaleString('en-US')} times in all, first at ${timeWords(timestamp[first]!)}. ` +
      advice(columns, count, longest),
  };
};

/** A sequence with the rows of the next time, which all stand twice. @param texts how many are different. */
function longer(
  { from, times, copies }: Sequence = { from: NaN, to: NaN, times: 0, copies: 0 },
  begin: number,
  end: number,
  texts: number,
): Sequence {
  return {
    from: times === 0 ? begin : from,
    to: end - 1,
    times: times + 1,
    copies: copies + end - begin - texts,
  };
}

function advice(columns: Columns, count: number, longest: Sequence | undefined): string {
  const { timestamp, length, names } = columns;
  if (longest !== undefined && longest.times >= FEWEST_IN_SEQUENCE) {
    const { from, to, copies } = longest;
    return (
      `From ${timeWords(timestamp[from]!)} to ${timeWords(timestamp[to]!)} every row stands twice (${counted(copies, 'row')}), ` +
      'as where files overlap. All are replayed: take the copies out.'
    );
  }
  if (count < length * BY_CHANCE) {
    if (clockStep(columns) !== undefined)
      return 'In a log of whole seconds or coarser these may be requests of their own. All are replayed.';
    const isFine = timestamp.subarray(0, length).some((time) => time % MILLISECOND !== 0);
    if (!isFine && (names.unmappedRequests?.nameOf.length ?? 0) <= names.categories.length)
      return 'Where rows tell little of what was asked for, these may be requests of their own. All are replayed.';
  }
  return 'All are replayed: if the log was written or joined twice, take them out.';
}

function rowText(columns: Columns, seq: number): string {
  const { user, adAccount, category, flags, request, status, cost } = columns;
  return [user, adAccount, category, flags, request, status, cost]
    .map((column) => column?.[seq] ?? '')
    .join();
}
