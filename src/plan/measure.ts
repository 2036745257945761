import { nearestRank } from '../result/quantile.js';
import { metrics, type MetricName, type Sample } from './metrics.js';
import type { Samples } from './samples.js';
import type { Threshold } from './threshold.js';

/** What was measured for a threshold. */
export interface Measurement {
  /** A count, a share (parts of 1), microseconds or a ratio; null where there was nothing to measure. */
  readonly value: number | null;
  /** Whether no request at all is looked at. */
  readonly isEmpty: boolean;
}

/**
 * Measures what a threshold bounds. Of delays, nothing is measured where no request was
 * admitted; among users, one who had none admitted stands behind all others.
 */
export function measure({ selector, metric, kind }: Threshold, samples: Samples): Measurement {
  const valueOf = (sample: Sample): number | null => {
    const value = sample.offered === 0 ? null : metrics[metric].measure(sample);
    return value !== null && kind === 'share' ? value / wholeOf(metric, sample) : value;
  };
  if (selector?.key !== 'user') {
    const sample = samples.of(selector);
    return { value: valueOf(sample), isEmpty: sample.offered === 0 };
  }
  const values = samples.byUser().map((sample) => valueOf(sample) ?? Infinity);
  const value = nearestRank(Float64Array.from(values).sort(), selector.permille);
  return { value: value === Infinity ? null : value, isEmpty: false };
}

/** What a share of a metric is a share of. */
function wholeOf(metric: MetricName, { users, offered }: Sample): number {
  return metric === 'starved' ? users : offered;
}
