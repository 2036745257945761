import jstat from 'jstat';
import type { Interval } from './plan.js';
import { nearestRank } from './quantile.js';

const { studentt, binomial, beta } = jstat.jStat;

/** The bounds of an interval that too few values allow. */
const UNKNOWN = { low: null, high: null } as const;

/**
 * A mean with Student's t interval: right for independent replications, each of which is itself a mean or a
 * share of many requests. No bounds for fewer than 2 values.
 */
export function meanInterval(values: readonly number[], confidence: number): Interval {
  const { n, mean, variance } = moments(values);
  if (n === 0) return { estimate: null, ...UNKNOWN };
  if (n === 1) return { estimate: mean, ...UNKNOWN };
  return around(mean, Math.sqrt(variance / n), n - 1, confidence);
}

/**
 * The median with an interval between two order statistics, which holds whatever the distribution: the k-th
 * smallest and the k-th largest cover the median with probability 1 − 2·P(Binomial(n, ½) < k) (David and
 * Nagaraja, "Order Statistics", 3rd ed., section 7.1). The narrowest that has at least the confidence is
 * taken; at 95 % there is none for fewer than 6 values.
 */
export function medianInterval(values: readonly number[], confidence: number): Interval {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) return { estimate: null, ...UNKNOWN };
  const estimate = nearestRank(sorted, 500);
  let k = 0;
  while (k < n / 2 && 1 - 2 * binomial.cdf(k, n, 0.5) >= confidence) k++;
  return k === 0
    ? { estimate, ...UNKNOWN }
    : { estimate, low: sorted[k - 1]!, high: sorted[n - k]! };
}

/**
 * How often something holds, with the exact binomial interval (Clopper and Pearson, "The Use of Confidence or
 * Fiducial Limits", 1934).
 */
export function proportionInterval(held: readonly boolean[], confidence: number): Interval {
  const n = held.length;
  const k = held.filter(Boolean).length;
  if (n === 0) return { estimate: null, ...UNKNOWN };
  const tail = (1 - confidence) / 2;
  return {
    estimate: k / n,
    low: k === 0 ? 0 : beta.inv(tail, k, n - k + 1),
    high: k === n ? 1 : beta.inv(1 - tail, k + 1, n - k),
  };
}

/** The mean of b − a over pairs, by Student's t on the differences. @param a, b of equal length. */
export function pairedInterval(
  a: readonly number[],
  b: readonly number[],
  confidence: number,
): Interval {
  const differences = b.map((value, i) => value - a[i]!);
  return meanInterval(differences, confidence);
}

/**
 * The difference of the means of b and a as if their runs were independent: Welch's t interval (Welch, "The
 * Generalization of 'Student's' Problem", 1947).
 */
export function unpairedInterval(
  a: readonly number[],
  b: readonly number[],
  confidence: number,
): Interval {
  const [left, right] = [moments(a), moments(b)];
  if (left.n === 0 || right.n === 0) return { estimate: null, ...UNKNOWN };
  const estimate = right.mean - left.mean;
  if (left.n === 1 || right.n === 1) return { estimate, ...UNKNOWN };
  const [u, v] = [left.variance / left.n, right.variance / right.n];
  if (u + v === 0) return { estimate, low: estimate, high: estimate };
  const freedom = (u + v) ** 2 / (u ** 2 / (left.n - 1) + v ** 2 / (right.n - 1));
  return around(estimate, Math.sqrt(u + v), freedom, confidence);
}

function around(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  confidence: number,
): Interval {
  const halfWidth = studentt.inv((1 + confidence) / 2, degreesOfFreedom) * standardError;
  return { estimate, low: estimate - halfWidth, high: estimate + halfWidth };
}

/** Mean and unbiased variance. */
function moments(values: readonly number[]): { n: number; mean: number; variance: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n < 2 ? 0 : squares / (n - 1) };
}
