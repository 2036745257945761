import type { ResultScenario, ResultUser, ResultUsers } from '../result/result.js';
import { formatCount, formatRatio, formatNumberOf, formatShare } from './format-number.js';

/** The users of a scenario that made some of several suffer, else undefined. */
export function sufferingUsers({ users, totals }: ResultScenario): ResultUsers | undefined {
  const someSuffer = totals.throttled + totals.delayed + totals.dropped > 0;
  return someSuffer && users !== undefined && users.count > 1 ? users : undefined;
}

/** Those of the worst users who suffered at all. */
export function sufferers({ worst }: ResultUsers): ResultUser[] {
  return worst.filter(
    ({ throttled, dropped, delayP99Ms }) => throttled + dropped + (delayP99Ms ?? 0) > 0,
  );
}

/** How many users were throttled or starved, and how evenly admissions fell to them. */
export function fairnessWords({ count, throttled, starved, fairness }: ResultUsers): string {
  const share = throttled === 0 ? 'None' : formatCount(throttled);
  const part = throttled === 0 ? '' : ` (${formatShare(throttled, count)})`;
  const none = starved === 0 ? 'nobody is starved' : `${formatNumberOf(starved, 'user')} starved`;
  const index =
    fairness === null ? '' : `; fairness of admissions ${formatRatio(fairness)}, where 1 is even`;
  return `${share} of ${formatNumberOf(count, 'user')}${part} throttled; ${none}${index}.`;
}
