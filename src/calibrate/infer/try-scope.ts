import { MILLISECOND, SECOND } from '../../time.js';
import type { ScopeCandidate } from '../calibration.js';
import type { Series } from '../gather-series.js';
import type { Partition } from './scope-candidates.js';
import { walkCounter, type Step } from './walk-counter.js';

/** How far clocks may differ, in whole microseconds. */
export interface Tolerances {
  /** Two statements of one reset. */
  readonly same: number;
  /** The log's clock and the provider's. */
  readonly skew: number;
}

const LARGEST_SKEW = 5 * SECOND;

/** How far clocks may differ for a quota: five seconds, less where its resets are near. Infinite resets: none. */
export function tolerancesOf({ observations }: Series, timestamp: Float64Array): Tolerances {
  let farthest = 0;
  let isExact = true;
  for (const { seq, resetAt } of observations) {
    if (Number.isNaN(resetAt)) continue;
    farthest = Math.max(farthest, resetAt - timestamp[seq]!);
    if (resetAt % SECOND !== 0) isExact = false;
  }
  const skew = Math.min(LARGEST_SKEW, Math.max(farthest / 6, SECOND));
  return { same: isExact ? Math.min(skew, SECOND) : skew, skew };
}

/** What a scope makes of the headers: a candidate, and what became of windows under it. */
export interface TriedScope extends ScopeCandidate {
  readonly partition: Partition;
  /** Statements after which a reset came and the counter began anew. */
  readonly turned: number;
  readonly unitsOfOthers: number;
  /** How far the reset was when the counter stood at its first request, in whole microseconds. */
  readonly openings: readonly number[];
}

/**
 * Follows a counter by its resets as if it were counted apart for each tuple of a scope. While the reset stays the
 * same, the counter must rise by what the tuple sent; a reset may only change once it has come.
 */
export function tryScope(
  series: Series,
  timestamp: Float64Array,
  partition: Partition,
  { same, skew }: Tolerances,
): TriedScope {
  const counts = { exact: 0, more: 0, fewer: 0, moved: 0, turned: 0, unitsOfOthers: 0 };
  const openings: number[] = [];
  /** The reset of the window that each tuple is in, as first stated. */
  const windowReset = new Map<number, number>();

  const open = ({ slot, t, used, cost, resetAt }: Step): void => {
    windowReset.set(slot, resetAt);
    if (used === cost && cost > 0) openings.push(resetAt - t);
  };
  walkCounter(series, timestamp, partition.slots, (step) => {
    const { slot, t, used, own, last, resetAt } = step;
    if (Number.isNaN(resetAt)) return;
    const current = windowReset.get(slot);
    if (current === undefined || last === undefined) {
      open(step);
    } else if (Math.abs(resetAt - current) <= same) {
      const rise = used - last.used;
      if (rise === own) counts.exact++;
      else if (rise < own) counts.fewer++;
      else {
        counts.more++;
        counts.unitsOfOthers += rise - own;
      }
    } else if (resetAt > current && current <= t + skew && (used < last.used || used <= own)) {
      counts.turned++;
      open(step);
    } else {
      counts.moved++;
      open(step);
    }
  });
  return { ...counts, openings, partition, keys: partition.scopes[0]!, tuples: partition.tuples };
}

/** So small a share of contradictions is put down to noise. */
export const NOISE = 0.05;

/** Whether a tuple's counter rises at least by what the tuple sends, and its reset stands until it has come. */
export function isConsistent({ exact, more, fewer, moved, turned }: TriedScope): boolean {
  const pairs = exact + more + fewer;
  return fewer + moved <= NOISE * (pairs + moved + turned) && moved <= 1 + turned / 2;
}

/** Whole milliseconds. */
export function toMs(us: number): number {
  return us / MILLISECOND;
}
