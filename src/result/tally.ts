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
  if (fates.isSentOnce !== true) return tallySentAgain(columns, fates, groupOf, groups);
  const tally = createSentOnceTally(groups);
  tally.take(groupOf, fates.bindingLimit, columns.length);
  return tally.tallies();
}

/** Totals and delays of all requests. */
export function tallyAll(
  columns: Columns,
  fates: TalliedFates & Pick<Fates, 'responses429'>,
): Tally {
  return fates.isSentOnce === true
    ? sentOnce(columns.length, fates.responses429)
    : tallySentAgain(columns, fates, new Uint8Array(columns.length), 1)[0]!;
}

/** Tallies of requests that are sent once, by group, while a trace goes by. */
export interface SentOnceTally {
  /** Counts the next `length` requests. Arrays are by request. @param bindingLimit −1 where a request was admitted. */
  take(groupOf: ArrayLike<number>, bindingLimit: ArrayLike<number>, length: number): void;
  tallies(): Tally[];
}

/** Nothing is counted yet. */
export function createSentOnceTally(groups: number): SentOnceTally {
  const offered = new Float64Array(groups);
  const dropped = new Float64Array(groups);
  return {
    take(groupOf, bindingLimit, length) {
      for (let seq = 0; seq < length; seq++) {
        const group = groupOf[seq]!;
        offered[group]!++;
        if (bindingLimit[seq] !== -1) dropped[group]!++;
      }
    },
    tallies: () => Array.from(offered, (count, group) => sentOnce(count, dropped[group]!)),
  };
}

/** The tally of so many requests that are sent once. */
export function sentOnce(offered: number, dropped: number): Tally {
  const admitted = offered - dropped;
  return {
    offered,
    admitted,
    throttled: dropped,
    delayed: 0,
    dropped,
    attempts: offered,
    responses429: dropped,
    delayMs: noDelays(admitted),
  };
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
