/**
 * A distribution of counts or of durations (whole microseconds). What is drawn is rounded to a whole
 * number and is never below zero.
 */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  /** Both ends included. */
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  | { readonly kind: 'exponential'; readonly mean: number; readonly most: number }
  /** The logarithm is normal with mean ln(`median`) and deviation `sigma`. */
  | {
      readonly kind: 'log_normal';
      readonly median: number;
      readonly sigma: number;
      readonly most: number;
    }
  /** P(x > v) = (`least` / v)^`alpha`. */
  | {
      readonly kind: 'pareto';
      readonly least: number;
      readonly alpha: number;
      readonly most: number;
    }
  | { readonly kind: 'poisson'; readonly mean: number }
  /** Whole numbers from 1. */
  | { readonly kind: 'geometric'; readonly mean: number }
  | {
      readonly kind: 'choice';
      readonly values: readonly number[];
      /** Relative; as many as values. */
      readonly weights: readonly number[];
    };

/** The distribution of one value alone. */
export function constant(value: number): Distribution {
  return { kind: 'constant', value };
}

/** The mean, caps (`most`) apart; Infinity where a Pareto tail has none. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return (distribution.from + distribution.to) / 2;
    case 'exponential':
    case 'poisson':
    case 'geometric':
      return distribution.mean;
    case 'log_normal':
      return distribution.median * Math.exp(distribution.sigma ** 2 / 2);
    case 'pareto': {
      const { least, alpha } = distribution;
      return alpha > 1 ? (least * alpha) / (alpha - 1) : Infinity;
    }
    case 'choice': {
      const { values, weights } = distribution;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / total;
    }
  }
}
