import { formatDuration } from '../../time.js';
import type { Quantity } from '../profile/workload-document.js';

/** A list of up to so many different values is kept as it is. */
const FEW_VALUES = 8;
/** Durations that vary less than this, by the deviation of their logarithm, count as equal. */
const EQUAL_SIGMA = 0.05;

/** Whole numbers as one number, a choice of few, or a log-normal law (by maximum likelihood of the values above 0). */
export function fitCounts(values: readonly number[]): Quantity {
  const seen = new Map<number, number>();
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
  if (seen.size === 1) return values[0]!;
  if (seen.size <= FEW_VALUES) {
    const pairs = [...seen].sort(([a], [b]) => a - b);
    return {
      choice: {
        values: pairs.map(([value]) => value),
        weights: pairs.map(([, count]) => count),
      },
    };
  }
  const { median, sigma } = logNormalOf(values);
  return {
    log_normal: {
      median: Math.max(1, Math.round(median)),
      sigma: rounded(sigma),
      most: [...seen.keys()].reduce((largest, value) => Math.max(largest, value), 1),
    },
  };
}

/** Durations (in microseconds) as one, if they are about equal, or a log-normal law; the shortest and the longest hundredth are left out. */
export function fitDurations(values: readonly number[]): Quantity {
  const sorted = [...values].sort((a, b) => a - b);
  const out = Math.floor(sorted.length / 100);
  const inner = sorted.slice(out, sorted.length - out);
  const { median, sigma } = logNormalOf(inner);
  const textOf = (value: number): string => formatDuration(Math.max(1, Math.round(value)));
  if (sigma < EQUAL_SIGMA) return textOf(inner[Math.floor(inner.length / 2)]!);
  return {
    log_normal: { median: textOf(median), sigma: rounded(sigma), most: textOf(inner.at(-1)!) },
  };
}

/** A number as a person writes it: so many digits that count. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}

function logNormalOf(values: readonly number[]): { median: number; sigma: number } {
  const logs = values.filter((value) => value > 0).map(Math.log);
  if (logs.length === 0) return { median: 0, sigma: 0 };
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  return { median: Math.exp(mean), sigma: Math.min(10, Math.sqrt(variance)) };
}
