import { DAY, SECOND } from '../../time.js';
import type { InferredWindows } from '../calibration.js';
import type { Series } from '../gather-series.js';
import { atMost, evidence } from './evidence.js';

/** So many statements, as a share, must fit one pace. */
const MOST = 0.95;

/** Clocks and rounding, in whole microseconds. */
const TOLERANCE = SECOND;

/** A bucket that takes longer than this to drain is not thought of. */
const LONGEST = DAY;

/**
 * Whether every reset may be the time in which what is used drains at one pace, as of a token bucket: a unit's time for
 * a request that finds nothing used, and with `u` units used from `u - 1` to `u` times that, rounded up to seconds.
 * Such a reset is no end of a window. What may be one need not be: whole seconds hide what short windows are.
 * @returns what may be said then; undefined where no pace fits.
 */
export function inferFromDrain(
  { policy: { quota }, cost, observations }: Series,
  timestamp: Float64Array,
): InferredWindows | undefined {
  const fastest: number[] = [];
  const slowest: number[] = [];
  for (const { seq, used, resetAt } of observations) {
    if (Number.isNaN(resetAt) || used <= 0) continue;
    const distance = resetAt - timestamp[seq]!;
    const whole = used - (cost[seq] === used ? 0 : 1);
    fastest.push(Math.max(0, distance - SECOND - TOLERANCE) / used);
    slowest.push(Math.min(LONGEST / quota, (distance + TOLERANCE) / whole));
  }
  const agree = mostAtOnce(fastest, slowest);
  if (agree === 0 || agree < MOST * slowest.length) return undefined;
  const told = atMost('low', evidence(agree, slowest.length - agree));
  return { anchor: { kind: 'sliding', windows: 0, ...told } };
}

/** How many of the spans from `lows` to `highs` hold one and the same value. */
function mostAtOnce(lows: readonly number[], highs: readonly number[]): number {
  const spans = lows.flatMap((low, i) => (low <= highs[i]! ? [{ low, high: highs[i]! }] : []));
  const starts = Float64Array.from(spans, ({ low }) => low).sort();
  const ends = Float64Array.from(spans, ({ high }) => high).sort();
  let most = 0;
  for (let low = 0, high = 0; low < starts.length; low++) {
    while (ends[high]! < starts[low]!) high++;
    most = Math.max(most, low + 1 - high);
  }
  return most;
}
