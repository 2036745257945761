import type { AlgorithmName } from '../model/rate-model.js';
import { SECOND } from '../time.js';
import { createMinHeap } from './min-heap.js';

/** Seconds after a reset that are told apart. */
export const WAKE_UP_SECONDS = 60;

/** How attempts crowd behind the resets that made clients wait. */
export interface WakeUpRecord {
  /** Distinct instants at which the binding limit of some refusal was to have room again. */
  readonly resets: number;
  /** Attempts in each of the first 60 seconds after the reset that was last. */
  readonly bySecond: Float64Array;
  /** Attempts in the first second of the busiest reset, and that reset; -Infinity where there was none. */
  readonly busiest: number;
  readonly busiestAt: number;
}

/** Whether many requests wait for one instant: windows that end, rather than slide. */
export function hasCommonResets(algorithm: AlgorithmName): boolean {
  return algorithm === 'fixed-window' || algorithm === 'fixed-window-anchored';
}

/** Watches a run for synchronized wake-ups. */
export interface WakeUps {
  /** A refusal was bound by this limit, which was to have room again at `reset`. */
  refusedUntil(reset: number, limit: number): void;
  /** So many requests were sent at t. Times never fall. */
  attempted(t: number, count: number): void;
  /** Until when what is sent from t on counts as if it were all sent at t, unless an earlier reset is named. Something must be sent at t. */
  alikeUntil(t: number): number;
  finish(): WakeUpRecord;
}

/** A watch that has seen nothing yet. */
export function createWakeUps(): WakeUps {
  const coming = createMinHeap();
  const known = new Set<number>();
  /** By limit: the reset that was named last, which is named most often. */
  const lastNamed: number[] = [];
  const bySecond = new Float64Array(WAKE_UP_SECONDS);
  let resets = 0;
  /** The reset that was last, and the one that comes next; in one object, so that no time is allotted anew. */
  const resetAt = { last: -Infinity, next: Infinity };
  let inFirstSecond = 0;
  let busiest = 0;
  let busiestAt = -Infinity;

  /** Passes the resets up to t. @returns whole seconds since the last. */
  const secondAt = (t: number): number => {
    while (resetAt.next <= t) {
      resetAt.last = resetAt.next;
      coming.pop();
      known.delete(resetAt.last);
      resetAt.next = coming.size === 0 ? Infinity : coming.key;
      resets++;
      inFirstSecond = 0;
    }
    return Math.floor((t - resetAt.last) / SECOND);
  };

  return {
    refusedUntil(reset, limit) {
      if (reset === Infinity || reset === lastNamed[limit]) return;
      lastNamed[limit] = reset;
      if (known.has(reset)) return;
      known.add(reset);
      coming.push(reset, 0);
      resetAt.next = coming.key;
    },
    attempted(t, count) {
      const second = secondAt(t);
      if (second >= WAKE_UP_SECONDS) return;
      bySecond[second]! += count;
      if (second > 0 || (inFirstSecond += count) <= busiest) return;
      busiest = inFirstSecond;
      busiestAt = resetAt.last;
    },
    alikeUntil(t) {
      const second = secondAt(t);
      if (second >= WAKE_UP_SECONDS) return resetAt.next;
      return Math.min(resetAt.next, resetAt.last + (second + 1) * SECOND);
    },
    finish: () => ({ resets, bySecond, busiest, busiestAt }),
  };
}
