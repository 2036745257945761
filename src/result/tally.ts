import type { Fates } from '../engine/outcome.js';
import type { Columns } from '../trace/columns.js';
import { noDelays, summarizeDelays } from './delays.js';
import type { DelayMs, Totals } from './result.js';

/** Totals and delays of some of a trace's requests. */
export interface Tally extends Totals {
  readonly delayMs: DelayMs;
}

/** What a tally asks of an outcome. */
type TalliedFates = Pick<Fates, 'isSentOnce' | 'admittedAt' | 'attempts' | 'bindingLimit'>;

/**
 * Totals and delays of the requests of each group.
 * @param groupOf the group of every request, by `seq`: whole numbers below `groups`.
 */
export function tallyBy(
  columns: Columns,
  fates: TalliedFates,
  groupOf: ArrayLike<number>,
  groups: number,
): Tally[] {
  return fates.isSentOnce === true
    ? tallySentOnce(columns, fates, groupOf, groups)
    : tallySentAgain(columns, fates, groupOf, groups);
}

function tallySentOnce(
  { length }: Columns,
  { bindingLimit }: TalliedFates,
  groupOf: ArrayLike<number>,
  groups: number,
): Tally[] {
  const offered = new Float64Array(groups);
  const dropped = new Float64Array(groups);
  for (let seq = 0; seq < length; seq++) {
    const group = groupOf[seq]!;
    offered[group]!++;
    if (bindingLimit[seq] !== -1) dropped[group]!++;
  }
  return Array.from({ length: groups }, (_, group) => {
    const admitted = offered[group]! - dropped[group]!;
    return {
      offered: offered[group]!,
      admitted,
      throttled: dropped[group]!,
      delayed: 0,
      dropped: dropped[group]!,
      attempts: offered[group]!,
      responses429: dropped[group]!,
      delayMs: noDelays(admitted),
    };
  });
}

function tallySentAgain(
  columns: Columns,
  fates: TalliedFates,
  groupOf: ArrayLike<number>,
  groups: number,
): Tally[] {
  const { admittedAt, attempts, bindingLimit } = fates;
  const counts = Array.from({ length: groups }, () => ({
    offered: 0,
    admitted: 0,
    throttled: 0,
    delayed: 0,
    attempts: 0,
  }));
  for (let seq = 0; seq < columns.length; seq++) {
    const count = counts[groupOf[seq]!]!;
    const at = admittedAt[seq]!;
    count.offered++;
    count.attempts += attempts[seq]!;
    if (bindingLimit[seq] !== -1) count.throttled++;
    if (Number.isNaN(at)) continue;
    count.admitted++;
    if (at > columns.timestamp[seq]!) count.delayed++;
  }
  const delays = delaysBy(columns, fates, groupOf, counts);
  return counts.map((count, group) => ({
    offered: count.offered,
    admitted: count.admitted,
    throttled: count.throttled,
    delayed: count.delayed,
    dropped: count.offered - count.admitted,
    attempts: count.attempts,
    responses429: count.attempts - count.admitted,
    delayMs: summarizeDelays(delays[group]!),
  }));
}

function delaysBy(
  columns: Columns,
  { admittedAt }: TalliedFates,
  groupOf: ArrayLike<number>,
  counts: readonly { readonly admitted: number }[],
): Float64Array[] {
  const delays = counts.map(({ admitted }) => new Float64Array(admitted));
  const filled = new Uint32Array(counts.length);
  for (let seq = 0; seq < columns.length; seq++) {
    const at = admittedAt[seq]!;
    if (Number.isNaN(at)) continue;
    const group = groupOf[seq]!;
    delays[group]![filled[group]!++] = at - columns.timestamp[seq]!;
  }
  return delays;
}
