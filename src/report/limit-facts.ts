import type { ResultLimit } from '../result/result.js';
import { formatCount, formatPeriod } from './format-number.js';
import { printable } from './printable.js';

const SCOPE_WORDS: Readonly<Record<string, string>> = { ad_account: 'ad account' };

function required(limit: ResultLimit): number {
  return limit.requiredLimit ?? Infinity;
}

/** The limits, those that came closest first: by peak use over the limit, then by required limit over the limit. */
export function closestFirst(limits: readonly ResultLimit[]): ResultLimit[] {
  return limits.toSorted((a, b) => {
    const byUse = b.peakUse / b.limit - a.peakUse / a.limit;
    if (byUse !== 0) return byUse;
    const [needA, needB] = [required(a) / a.limit, required(b) / b.limit];
    return needA === needB ? 0 : needB - needA;
  });
}

/** The limit that throttled most requests, or undefined where none throttled any. */
export function boundMost(limits: readonly ResultLimit[]): ResultLimit | undefined {
  return limits
    .filter((limit) => limit.throttled > 0)
    .toSorted((a, b) => b.throttled - a.throttled)[0];
}

/** The limit that throttled first, or undefined where none throttled any. */
export function boundFirst(
  limits: readonly ResultLimit[],
): (ResultLimit & { readonly firstThrottledAt: string }) | undefined {
  return limits
    .flatMap((limit) =>
      limit.firstThrottledAt === null ? [] : { ...limit, firstThrottledAt: limit.firstThrottledAt },
    )
    .toSorted((a, b) => (a.firstThrottledAt < b.firstThrottledAt ? -1 : 1))[0];
}

/** For what a limit is counted apart: `per app and user`, or `for all together`. */
export function scopeWords(scope: readonly string[]): string {
  if (scope.length === 0) return 'for all together';
  return `per ${scope.map((key) => printable(SCOPE_WORDS[key] ?? key)).join(' and ')}`;
}

/** A limit in words: `1,000 requests a day`. */
export function limitRate({ limit, counts, windowMs }: ResultLimit): string {
  const noun = limit === 1 ? counts.slice(0, -1) : counts;
  return `${formatCount(limit)} ${noun} ${formatPeriod(windowMs)}`;
}
