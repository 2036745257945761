import { toMs } from '../../result/delays.js';
import { DAY } from '../../time.js';
import type { Verdict } from '../job.js';

/** A figure counts as changed if it differs from today's by at least this share of it. */
export const LEAST_CHANGE = 0.1;

/**
 * Admitting requests later than this is no help, in milliseconds: a day is the longest that an API's limits
 * usually look back, so that what waits longer waits because more comes than is ever let through. Our choice.
 */
const LONGEST_DELAY_MS = toMs(DAY);

/** What a run does to its requests, the worst first: dropped and throttled (parts of 1), then delayed (milliseconds). */
function harms({ totals, delayMs }: Verdict): number[] {
  const { offered, dropped, throttled } = totals;
  return [dropped / offered, throttled / offered, delayMs.p99 ?? Infinity];
}

/**
 * Whether a change helps: the objective then holds; or, of the shares dropped and throttled and the p99 of the
 * delay, in this order, the first that changes by `LEAST_CHANGE` or more falls, and that p99 does not rise beyond
 * a day.
 */
export function helps(today: Verdict, after: Verdict): boolean {
  if (after.ok) return true;
  const before = harms(today);
  const then = harms(after);
  if (then[2]! > Math.max(before[2]!, LONGEST_DELAY_MS)) return false;
  const change = then.map((harm, i) => (harm === before[i] ? 0 : harm - before[i]!));
  const first = change.findIndex((by, i) => Math.abs(by) >= LEAST_CHANGE * before[i]! && by !== 0);
  return first !== -1 && change[first]! < 0;
}

/** Orders runs by what they achieve, the best first: those under which the objective holds, then by fewer dropped, fewer throttled, less delay. */
export function byHelp(a: Verdict, b: Verdict): number {
  if (a.ok !== b.ok) return a.ok ? -1 : 1;
  const [one, other] = [harms(a), harms(b)];
  const decides = one.findIndex((harm, i) => harm !== other[i]);
  return decides === -1 ? 0 : one[decides]! - other[decides]!;
}
