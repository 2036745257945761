import type { Algorithm } from './limiter.js';
import { createWindowCounter } from './window-counter.js';

/** At most `limit` in a window that opens, for each tuple, with the first request admitted after its last window ended. */
export const fixedWindowAnchored: Algorithm = {
  name: 'fixed-window-anchored',
  create: ({ limit, window }, slots) => createWindowCounter(limit, slots, (t) => t + window),
};
