import type { Algorithm } from './limiter.js';

/** At most `limit` in a window that opens, for each tuple, with the first request admitted after its last window ended. */
export const fixedWindowAnchored: Algorithm = {
  name: 'fixed-window-anchored',
  create({ limit, window }, slots) {
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
          end[slot] = t + window;
        }
      },
      use,
    };
  },
};
