import type { PlanRefusal, PlanThreshold } from '../result/plan.js';
import { formatTime } from './format-number.js';
import { printable } from './printable.js';
import { formatThresholdValue } from './verdict.js';

const SCOPE_NAMES: Readonly<Record<string, string>> = { ad_account: 'ad account' };

/** A scope tuple in words: `app adhub, user mia`; `all together` of no scope. */
export function tupleWords(scope: PlanRefusal['scope']): string {
  const parts = Object.entries(scope).map(
    ([key, value]) => `${printable(SCOPE_NAMES[key] ?? key, 40)} ${printable(value, 40)}`,
  );
  return parts.length === 0 ? 'all together' : parts.join(', ');
}

/** By which limit a tier first refused, when and for whom: `org_write, 2026-01-07 09:20:04 UTC, app adhub, user mia`. */
export function refusalWords({ limit, at, scope }: PlanRefusal): string {
  return `${printable(limit, 40)} at ${formatTime(at)}, for ${tupleWords(scope)}`;
}

/** How far a measured value is from its bound: `9.5% to spare`, `by 225`; a dash where it is at the bound or nothing was measured. */
export function marginWords({
  tier,
  threshold,
  margin,
  ok,
}: PlanThreshold & { readonly tier: string }): string {
  if (margin === null || margin === 0) return '–';
  const amount = formatThresholdValue({ tier, threshold, value: Math.abs(margin), ok });
  return margin > 0 ? `${amount} to spare` : `by ${amount}`;
}
