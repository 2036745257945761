import { nearestRank } from '../result/quantile.js';

/** What a metric is measured on: some requests of a run. */
export interface Sample {
  readonly offered: number;
  readonly throttled: number;
  readonly dropped: number;
  readonly delayed: number;
  readonly attempts: number;
  /** Users who sent some of the requests, and those of them who had none admitted while others had some. */
  readonly users: number;
  readonly starved: number;
  /** Delays of the admitted requests in whole microseconds, in rising order. */
  readonly delays: Float64Array;
}

/** A figure of a sample: a count of requests, a time in microseconds, or a ratio. Null where there is nothing to measure. */
export interface Metric {
  readonly kind: 'count' | 'time' | 'ratio';
  readonly measure: (sample: Sample) => number | null;
}

const count = (of: (sample: Sample) => number): Metric => ({ kind: 'count', measure: of });

const delay = (permille: number): Metric => ({
  kind: 'time',
  measure: ({ delays }) => (delays.length === 0 ? null : nearestRank(delays, permille)),
});

/** Every metric that a threshold may bound, by name. A count may also be bounded as a share of the offered requests (`starved`: of the users). */
export const metrics = {
  throttled: count(({ throttled }) => throttled),
  dropped: count(({ dropped }) => dropped),
  delayed: count(({ delayed }) => delayed),
  'delay.p50': delay(500),
  'delay.p90': delay(900),
  'delay.p95': delay(950),
  'delay.p99': delay(990),
  'delay.p999': delay(999),
  'delay.max': delay(1000),
  'delay.mean': {
    kind: 'time',
    measure: ({ delays }) =>
      delays.length === 0 ? null : delays.reduce((sum, one) => sum + one, 0) / delays.length,
  },
  starved: count(({ starved }) => starved),
  'attempts/offered': {
    kind: 'ratio',
    measure: ({ attempts, offered }) => attempts / offered,
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];
