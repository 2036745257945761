import { mulDivCeil, mulDivFloor, mulMod } from '../exact.js';
import type { Algorithm } from './limiter.js';

/**
 * A bucket of `burst` tokens that refills at `limit` a window, kept as the generic cell rate algorithm
 * (ITU-T I.371, annex A): with the emission interval T = window / limit, a request of cost c conforms at t
 * if max(t, TAT) + c·T ≤ t + burst·T, and moves the theoretical arrival time TAT on by c·T.
 *
 * TAT is exact: whole microseconds and a count of limit-ths of one.
 */
export const tokenBucket: Algorithm = {
  name: 'token-bucket',
  create({ limit, window, burst = limit }, slots) {
    const tat = new Float64Array(slots).fill(-Infinity);
    const tatParts = new Float64Array(slots);
    const largestCost = Math.min(limit, burst);

    const wholeOf = (units: number): number => mulDivFloor(units, window, limit);
    const partsOf = (units: number): number => mulMod(units, window, limit);
    const unitWhole = wholeOf(1);
    const unitParts = partsOf(1);
    const slackWhole = wholeOf(burst - 1);
    const slackParts = partsOf(burst - 1);

    const next = (slot: number, t: number, cost: number): number => {
      if (cost > largestCost) return Infinity;
      const whole = cost === 1 ? slackWhole : wholeOf(burst - cost);
      const parts = cost === 1 ? slackParts : partsOf(burst - cost);
      const conforms = tat[slot]! - whole + (tatParts[slot]! > parts ? 1 : 0);
      return conforms > t ? conforms : t;
    };

    return {
      hasRoom: (slot, t, cost) => next(slot, t, cost) === t,
      next,
      admit(slot, t, cost) {
        const idle = tat[slot]! < t;
        let whole = (idle ? t : tat[slot]!) + (cost === 1 ? unitWhole : wholeOf(cost));
        let parts = (idle ? 0 : tatParts[slot]!) + (cost === 1 ? unitParts : partsOf(cost));
        if (parts >= limit) {
          parts -= limit;
          whole++;
        }
        tat[slot] = whole;
        tatParts[slot] = parts;
      },
      use: (slot, t) => usedTokens(tat[slot]! - t, tatParts[slot]!, limit, window),
    };
  },
};

/** The tokens missing from a bucket whose TAT is `ahead` µs and `parts` limit-ths of one ahead of the time, rounded up. */
export function usedTokens(ahead: number, parts: number, limit: number, window: number): number {
  if (ahead < 0) return 0;
  const product = ahead * limit + parts;
  return product <= Number.MAX_SAFE_INTEGER
    ? Math.ceil(product / window)
    : ceilOfSum(ahead, limit, parts, window);
}

/** ⌈(a·b + c) / divisor⌉ for whole numbers, where a·b passes 2⁵³. */
function ceilOfSum(a: number, b: number, c: number, divisor: number): number {
  const whole = mulDivFloor(a, b, divisor);
  const rest = mulMod(a, b, divisor) + c;
  return whole + mulDivCeil(rest, 1, divisor);
}
