import type { Limiter } from './limiter.js';

/**
 * Counters that start anew with each window: at most `limit` in one.
 * @param endOf end (exclusive) of the window that an admission at t opens, or falls into as its first.
 */
export function createWindowCounter(
  limit: number,
  slots: number,
  endOf: (t: number) => number,
): Limiter {
  const count = new Float64Array(slots);
  const end = new Float64Array(slots).fill(-Infinity);

  const use = (slot: number, t: number): number => (t < end[slot]! ? count[slot]! : 0);

  return {
    hasRoom: (slot, t, cost) => use(slot, t) + cost <= limit,
    next(slot, t, cost) {
      if (cost > limit) return Infinity;
      return use(slot, t) + cost <= limit ? t : end[slot]!;
    },
    admit(slot, t, cost) {
      if (t < end[slot]!) {
        count[slot]! += cost;
      } else {
        count[slot] = cost;
        end[slot] = endOf(t);
      }
    },
    use,
  };
}
