import type { Trace } from '../trace.js';
import { clockChange } from './clock-change.js';
import { clockJumps } from './clock-jumps.js';
import { coarseClock } from './coarse-clock.js';
import { duplicateRows } from './duplicate-rows.js';
import { gaps } from './gaps.js';
import { loneMinute } from './lone-minute.js';
import { noZone } from './no-zone.js';
import { outOfOrder } from './out-of-order.js';
import { outlyingRows, withoutOutlying } from './outlying-rows.js';
import { partialDays } from './partial-days.js';
import type { Quirk, QuirkDetector } from './quirk.js';
import { shiftedDays } from './shifted-days.js';

/** Every kind of quirk, in the order in which they are told. */
export const quirkDetectors: readonly QuirkDetector[] = [
  outOfOrder,
  outlyingRows,
  duplicateRows,
  gaps,
  clockJumps,
  coarseClock,
  loneMinute,
  partialDays,
  noZone,
  shiftedDays,
  clockChange,
];

/**
 * What is odd about a trace. Duplicates are told by what is asked for, if the trace keeps it (`keepRequests`). Beside
 * rows that lie far from all others nothing else could be told, so that those are left out for all other quirks.
 */
export function findQuirks(trace: Trace): Quirk[] {
  const others: Trace = { ...trace, columns: withoutOutlying(trace.columns) };
  return quirkDetectors.flatMap((detect) => detect(detect === outlyingRows ? trace : others) ?? []);
}
