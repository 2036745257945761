import type { AlgorithmName, DeniedMode, Limit, RequestMatch } from './rate-model.js';

/** How a model counts. */
export interface Counting {
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
}

/** Whether every request that `narrow` meets is met by `wide` too. */
export function covers(wide: RequestMatch, narrow: RequestMatch): boolean {
  return (['category', 'isTest', 'token'] as const).every(
    (key) => wide[key] === undefined || wide[key] === narrow[key],
  );
}

/** Whether all requests that are counted together for `fine` are counted together for `coarse` too. */
export function countsTogether(coarse: Limit, fine: Limit): boolean {
  return coarse.scope.every((key) => fine.scope.includes(key));
}

/**
 * Whether a limit refuses nothing that another one of its tier does not refuse as well, whatever is sent.
 * It is so only where every request that meets it meets the other, in a counter that is at least as
 * coarse, and the other's figure then keeps the limit's own count within its figure:
 *
 * - windows aligned to the epoch, if one window's length is a multiple of the other's, and sliding logs:
 *   the other admits at most its figure in each of the ⌈window / its window⌉ windows that cover one;
 * - token buckets: the other holds no more tokens and refills no faster;
 * - windows that open with a request: only if both count the same requests in the same window;
 * - where refused requests are charged: only aligned windows of whole requests, the other's window a
 *   multiple of the limit's, for a full window then stays full until the limit's own ends.
 *
 * False where none of these holds, even if the traffic at hand never meets the limit.
 */
export function isDominated(limit: Limit, by: Limit, { algorithm, denied }: Counting): boolean {
  if (by.counts !== limit.counts) return false;
  if (!covers(by.appliesTo, limit.appliesTo) || !countsTogether(by, limit)) return false;
  const longer = by.window % limit.window === 0;
  if (denied === 'charged') {
    return (
      algorithm === 'fixed-window' &&
      limit.counts === 'requests' &&
      longer &&
      by.limit <= limit.limit
    );
  }
  const most = Math.ceil(limit.window / by.window) * by.limit;
  switch (algorithm) {
    case 'fixed-window':
    case 'sliding-counter':
      return (longer || limit.window % by.window === 0) && most <= limit.limit;
    case 'sliding-log':
      return most <= limit.limit;
    case 'token-bucket':
      return by.limit <= limit.limit && refillsNoFaster(by, limit);
    case 'fixed-window-anchored':
      return (
        by.window === limit.window &&
        by.limit <= limit.limit &&
        covers(limit.appliesTo, by.appliesTo) &&
        countsTogether(limit, by)
      );
  }
}

function refillsNoFaster(slow: Limit, fast: Limit): boolean {
  return BigInt(slow.limit) * BigInt(fast.window) <= BigInt(fast.limit) * BigInt(slow.window);
}
