import { formatTimestamp } from '../../time.js';
import type { Columns } from '../columns.js';
import { clockStep } from './coarse-clock.js';
import type { QuirkDetector } from './quirk.js';
import { counted, timeWords } from './words.js';

/**
 * Where times are whole seconds or coarser, or hardly more is told of a request than its category, equal rows may be
 * requests of their own, up to this share of all.
 */
const BY_CHANCE = 0.25;

/** Rows that say the same as another: same time, user, request, status and cost. Only where requests are told. */
export const duplicateRows: QuirkDetector = ({ columns }) => {
  const { timestamp, length, request, names } = columns;
  if (request === undefined) return undefined;
  let count = 0;
  let most = 1;
  let first = 0;
  for (let begin = 0; begin < length;) {
    let end = begin + 1;
    while (end < length && timestamp[end] === timestamp[begin]) end++;
    if (end - begin > 1) {
      const copies = new Map<string, number>();
      for (let seq = begin; seq < end; seq++) {
        const text = rowText(columns, seq);
        const seen = (copies.get(text) ?? 0) + 1;
        copies.set(text, seen);
        if (seen === 1) continue;
        if (count++ === 0) first = seq;
        most = Math.max(most, seen);
      }
    }
    begin = end;
  }
  if (count === 0) return undefined;
  const tellsLittle =
    clockStep(columns) !== undefined ||
    (names.unmappedRequests ?? []).length <= names.categories.length;
  if (tellsLittle && count < length * BY_CHANCE) return undefined;
  return {
    name: 'duplicate-rows',
    count,
    at: formatTimestamp(timestamp[first]!),
    message:
      `${counted(count, 'row')} ${count === 1 ? 'says' : 'say'} the same as another (time, user, request, status), ` +
      `up to ${most.toLocaleString('en-US')} times in all, first at ${timeWords(timestamp[first]!)}. All are ` +
      'replayed: if the log was written or joined twice, take them out.',
  };
};

function rowText(columns: Columns, seq: number): string {
  const { user, adAccount, category, flags, request, status, cost } = columns;
  return [user, adAccount, category, flags, request, status, cost]
    .map((column) => column?.[seq] ?? '')
    .join();
}
