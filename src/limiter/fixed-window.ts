import type { Algorithm } from './limiter.js';
import { createWindowCounter } from './window-counter.js';
import { epochAligned } from './windows.js';

/** At most `limit` in each aligned window. Every tuple's window starts at the same instant. */
export const fixedWindow: Algorithm = {
  name: 'fixed-window',
  create({ limit, window, offset, windows = epochAligned(window, offset) }, slots) {
    let currentEnd = -Infinity;
    return createWindowCounter(limit, slots, (t) => {
      if (t >= currentEnd) currentEnd = windows.endOf(t);
      return currentEnd;
    });
  },
};
