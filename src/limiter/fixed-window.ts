import type { Algorithm } from './limiter.js';
import { epochAligned } from './windows.js';

/** At most `limit` in each aligned window. Every tuple's window starts at the same instant. */
export const fixedWindow: Algorithm = {
  name: 'fixed-window',
  create({ limit, window, windows = epochAligned(window) }, slots) {
    const count = new Float64Array(slots);
    const end = new Float64Array(slots).fill(-Infinity);
    let currentEnd = -Infinity;

    const endOf = (t: number): number => {
      if (t >= currentEnd) currentEnd = windows.endOf(t);
      return currentEnd;
    };
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
  },
};
