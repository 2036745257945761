import { kindOf, planLimits } from '../engine/limit-plan.js';
import type { RateModel } from '../model/rate-model.js';
import { nearestRank } from '../result/quantile.js';
import type { Outcome } from '../engine/outcome.js';
import type { ScenarioRun } from '../result/summarize.js';
import { metrics, type MetricName, type Sample } from './metrics.js';
import { sampleOf } from './sample.js';
import type { Selector, Threshold } from './threshold.js';

/** What is measured of a run. */
export interface MeasuredRun extends Pick<ScenarioRun, 'columns' | 'tier'> {
  readonly outcome: Pick<Outcome, 'isSentOnce' | 'admittedAt' | 'attempts' | 'bindingLimit'>;
}

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
export function measure(threshold: Threshold, run: MeasuredRun, model: RateModel): Measurement {
  const { selector, metric, kind } = threshold;
  const valueOf = (sample: Sample): number | null => {
    const value = sample.offered === 0 ? null : metrics[metric].measure(sample);
    return value !== null && kind === 'share' ? value / wholeOf(metric, sample) : value;
  };
  if (selector?.key !== 'user') {
    const sample = sampleOf(
      run,
      selector === undefined ? undefined : selecting(run, model, selector),
    );
    return { value: valueOf(sample), isEmpty: sample.offered === 0 };
  }
  const values = sequencesByUser(run).map((seqs) => valueOf(sampleOf(run, seqs)) ?? Infinity);
  const value = nearestRank(Float64Array.from(values).sort(), selector.permille);
  return { value: value === Infinity ? null : value, isEmpty: false };
}

/** What a share of a metric is a share of. */
function wholeOf(metric: MetricName, { users, offered }: Sample): number {
  return metric === 'starved' ? users : offered;
}

/** The requests that a selector looks at. */
function selecting(
  run: MeasuredRun,
  model: RateModel,
  selector: Exclude<Selector, { readonly key: 'user' }>,
): Uint32Array {
  const { length } = run.columns;
  const selects = testOf(run, model, selector);
  const seqs = new Uint32Array(length);
  let count = 0;
  for (let seq = 0; seq < length; seq++) if (selects(seq)) seqs[count++] = seq;
  return seqs.subarray(0, count);
}

function testOf(
  { columns, tier }: MeasuredRun,
  model: RateModel,
  selector: Exclude<Selector, { readonly key: 'user' }>,
): (seq: number) => boolean {
  const { category, flags, names } = columns;
  if (selector.key === 'category') {
    const wanted = names.categories.indexOf(selector.category);
    return (seq) => category[seq] === wanted;
  }
  const { limits, routes } = planLimits(columns, model, tier);
  const k = limits.findIndex(({ id }) => id === selector.limit);
  return (seq) => routes[kindOf(category[seq]!, flags[seq]!)]!.includes(k);
}

function sequencesByUser({ columns }: Pick<MeasuredRun, 'columns'>): Uint32Array[] {
  const byUser: number[][] = columns.names.users.map(() => []);
  for (let seq = 0; seq < columns.length; seq++) byUser[columns.user[seq]!]!.push(seq);
  return byUser.map((seqs) => Uint32Array.from(seqs));
}
