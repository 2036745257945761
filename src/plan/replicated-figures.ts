import type { Interval, ReplicatedFigure } from '../result/plan.js';
import { meanInterval, medianInterval, proportionInterval } from '../result/confidence.js';
import type { Verdict } from './job.js';

/** A figure of a run that is stated over replications. */
export interface FigureOfRuns {
  readonly figure: string;
  readonly unit: ReplicatedFigure['unit'];
  readonly method: string;
  /** Null where there is nothing to measure. */
  readonly of: (run: Verdict) => number | null;
  readonly interval: (values: readonly number[], confidence: number) => Interval;
  /** Whether a difference of means is stated too. */
  readonly isMean: boolean;
}

const MEAN = { method: 'mean, Student’s t', interval: meanInterval, isMean: true } as const;

/** Median by order statistics: for figures of which no mean or normal interval would be right. */
export const MEDIAN = {
  method: 'median, order statistics',
  interval: medianInterval,
  isMean: false,
} as const;

/** Every figure of a run that is stated over replications. A share is of the offered requests. */
export const figuresOfRuns: readonly FigureOfRuns[] = [
  {
    figure: 'throttled share',
    unit: 'share',
    of: ({ totals }) => totals.throttled / totals.offered,
    ...MEAN,
  },
  {
    figure: 'dropped share',
    unit: 'share',
    of: ({ totals }) => totals.dropped / totals.offered,
    ...MEAN,
  },
  { figure: 'mean delay', unit: 'ms', of: ({ delayMs }) => delayMs.mean, ...MEAN },
  { figure: 'delay p99', unit: 'ms', of: ({ delayMs }) => delayMs.p99, ...MEDIAN },
  {
    figure: 'objective met',
    unit: 'share',
    method: 'proportion, Clopper–Pearson',
    of: ({ ok }) => (ok ? 1 : 0),
    interval: (values, confidence) =>
      proportionInterval(
        values.map((value) => value === 1),
        confidence,
      ),
    isMean: false,
  },
];
