import { mulDivCeil, mulDivFloor, productAtMost } from '../exact.js';
import type { Algorithm } from './limiter.js';

/**
 * Two aligned windows stand for a sliding one: the last window's count, weighted by the share of it that
 * the sliding window still covers, plus this window's count.
 *
 * With r = what is left of this window, there is room while prev·r + (cur + cost)·w ≤ limit·w.
 */
export const slidingCounter: Algorithm = {
  name: 'sliding-counter',
  create({ limit, window, offset = 0 }, slots) {
    const start = new Float64Array(slots).fill(-Infinity);
    const current = new Float64Array(slots);
    const previous = new Float64Array(slots);

    const roll = (slot: number, t: number): void => {
      const opened = start[slot]!;
      if (t < opened + window) return;
      const opens = Math.floor((t - offset) / window) * window + offset;
      previous[slot] = opens === opened + window ? current[slot]! : 0;
      current[slot] = 0;
      start[slot] = opens;
    };

    const hasRoom = (slot: number, t: number, cost: number): boolean => {
      roll(slot, t);
      const left = window - (t - start[slot]!);
      return productAtMost(previous[slot]!, left, limit - current[slot]! - cost, window);
    };

    return {
      hasRoom,
      next(slot, t, cost) {
        if (cost > limit) return Infinity;
        if (hasRoom(slot, t, cost)) return t;
        const within = largestLeft(previous[slot]!, limit - current[slot]! - cost, window);
        if (within >= 1) return start[slot]! + window - within;
        const after = largestLeft(current[slot]!, limit - cost, window);
        return start[slot]! + 2 * window - after;
      },
      admit(slot, t, cost) {
        roll(slot, t);
        current[slot]! += cost;
      },
      use(slot, t) {
        roll(slot, t);
        const left = window - (t - start[slot]!);
        return current[slot]! + mulDivCeil(previous[slot]!, left, window);
      },
    };
  },
};

/** The largest r ≤ window with previous·r ≤ spare·window; 0 if only an empty previous window would do. */
export function largestLeft(previous: number, spare: number, window: number): number {
  if (spare < 0) return 0;
  if (previous === 0) return window;
  return Math.min(window, mulDivFloor(spare, window, previous));
}
