import { MINUTE } from '../time.js';
import type { ResultQuarters } from './result.js';

/** Quarter hours of a day. */
const QUARTERS = 96;
const QUARTER = 15 * MINUTE;

/** Requests by category and quarter hour of the UTC day: those of category c in quarter q at 96·c + q. */
export interface QuarterCounts {
  readonly offered: Float64Array;
  /** Of those, the requests whose first attempt was refused. */
  readonly throttled: Float64Array;
  /**
   * Counts the next `length` requests. Arrays are by request.
   * @param timestamp whole microseconds since the epoch, never falling, from one call to the next either.
   * @param bindingLimit −1 where the first attempt was admitted.
   */
  take(
    timestamp: Float64Array,
    category: ArrayLike<number>,
    bindingLimit: ArrayLike<number>,
    length: number,
  ): void;
}

/** Nothing is counted yet. @param categories how many there are. */
export function createQuarterCounts(categories: number): QuarterCounts {
  const offered = new Float64Array(categories * QUARTERS);
  const throttled = new Float64Array(categories * QUARTERS);
  let quarter = 0;
  let end = -Infinity;
  return {
    offered,
    throttled,
    take(timestamp, category, bindingLimit, length) {
      for (let seq = 0; seq < length; seq++) {
        const t = timestamp[seq]!;
        if (t >= end) {
          const since = Math.floor(t / QUARTER);
          quarter = since - Math.floor(since / QUARTERS) * QUARTERS;
          end = (since + 1) * QUARTER;
        }
        const place = category[seq]! * QUARTERS + quarter;
        offered[place]!++;
        if (bindingLimit[seq] !== -1) throttled[place]!++;
      }
    },
  };
}

/** The counts as the Result states them, without the categories that no request has. @param categories names, by number. */
export function summarizeQuarters(
  { offered, throttled }: Pick<QuarterCounts, 'offered' | 'throttled'>,
  categories: readonly string[],
): ResultQuarters[] {
  return categories.flatMap((category, c): ResultQuarters[] => {
    const of = (counts: Float64Array): number[] => [
      ...counts.subarray(c * QUARTERS, (c + 1) * QUARTERS),
    ];
    const all = of(offered);
    const refused = of(throttled);
    if (all.every((count) => count === 0)) return [];
    const isThrottled = refused.some((count) => count > 0);
    return [{ category, offered: all, ...(isThrottled ? { throttled: refused } : {}) }];
  });
}
