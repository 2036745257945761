import { SECOND } from '../time.js';
import { nearestRank } from './quantile.js';
import type { DelayMs } from './result.js';

const NONE: DelayMs = { mean: null, p50: null, p90: null, p95: null, p99: null, max: null };

const ZERO: DelayMs = { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, max: 0 };

/** Delays of so many requests that were admitted at their timestamps. */
export function noDelays(admitted: number): DelayMs {
  return admitted === 0 ? NONE : ZERO;
}

/** Microseconds as milliseconds with three decimals. */
export function toMs(us: number): number {
  return Math.round(us) / 1000;
}

/** Delays of admitted requests, in milliseconds. Sorts them in place. @param delays whole microseconds. */
export function summarizeDelays(delays: Float64Array): DelayMs {
  if (delays.length === 0) return NONE;
  delays.sort();
  const at = (permille: number): number => toMs(nearestRank(delays, permille));
  return {
    mean: toMs(mean(delays)),
    p50: at(500),
    p90: at(900),
    p95: at(950),
    p99: at(990),
    max: at(1000),
  };
}

/** The mean of whole microseconds, rounded half up to one. The sum is exact: whole seconds and the rest are added apart. */
function mean(values: Float64Array): number {
  let seconds = 0;
  let rest = 0;
  for (const value of values) {
    const whole = Math.floor(value / SECOND);
    seconds += whole;
    rest += value - whole * SECOND;
  }
  const sum = BigInt(seconds) * BigInt(SECOND) + BigInt(rest);
  const count = BigInt(values.length);
  return Number((2n * sum + count) / (2n * count));
}
