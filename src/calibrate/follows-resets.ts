import { SECOND } from '../time.js';
import type { Series } from './gather-series.js';
import { walkCounter } from './infer/walk-counter.js';

/**
 * Whether a counter is, at every answer, that of windows which begin a window's length before the resets stated, each
 * within a second of the request that opens it. Resets told in whole seconds shift windows so; a count in windows that
 * begin with the request itself then differs, though nothing else is counted.
 * @param slots the scope tuple of every request.
 * @param window in whole microseconds.
 */
export function followsResets(
  series: Series,
  timestamp: Float64Array,
  slots: Uint32Array,
  window: number,
): boolean {
  let follows = true;
  walkCounter(series, timestamp, slots, ({ t, used, own, cost, resetAt, last }) => {
    const isSameWindow = last !== undefined && Math.abs(resetAt - last.resetAt) <= SECOND;
    const isExplained = isSameWindow
      ? used === last.used + own
      : used >= cost && used <= own && Math.abs(resetAt - window - t) <= SECOND;
    if (!isExplained) follows = false;
  });
  return follows;
}
