import type { Trace } from '../trace.js';
import { clockChange } from './clock-change.js';
import { clockJumps } from './clock-jumps.js';
import { coarseClock } from './coarse-clock.js';
import { duplicateRows } from './duplicate-rows.js';
import { gaps } from './gaps.js';
import { loneMinute } from './lone-minute.js';
import { noZone } from './no-zone.js';
import { outOfOrder } from './out-of-order.js';
import { partialDays } from './partial-days.js';
import type { Quirk, QuirkDetector } from './quirk.js';
import { shiftedDays } from './shifted-days.js';

/** Every kind of quirk, in the order in which they are told. */
export const quirkDetectors: readonly QuirkDetector[] = [
  outOfOrder,
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

/** What is odd about a trace. Duplicates are told by what is asked for, if the trace keeps it (`keepRequests`). */
export function findQuirks(trace: Trace): Quirk[] {
  return quirkDetectors.flatMap((detect) => detect(trace) ?? []);
}
