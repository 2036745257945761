import { kindOf, planLimits } from '../engine/limit-plan.js';
import type { RateModel } from '../model/rate-model.js';
import { nearestRank } from '../result/quantile.js';
import type { Outcome } from '../engine/outcome.js';
import type { ScenarioRun } from '../result/summarize.js';
import { metrics, type MetricName, type Sample } from './metrics.js';
import type { Selector, Threshold } from './threshold.js';

/** What is measured of a run. */
export interface MeasuredRun extends Pick<ScenarioRun, 'columns' | 'tier'> {
  readonly outcome: Pick<Outcome, 'admittedAt' | 'attempts' | 'bindingLimit'>;
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
    const seqs = selecting(run, model, selector);
    return { value: valueOf(sampleOf(run, seqs)), isEmpty: seqs.length === 0 };
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
function selecting(run: MeasuredRun, model: RateModel, selector?: Selector): Uint32Array {
  const { columns, tier } = run;
  const { category, flags, length } = columns;
  let selects: (seq: number) => boolean = () => true;
  if (selector?.key === 'category') {
    const wanted = columns.names.categories.indexOf(selector.category);
    selects = (seq) => category[seq] === wanted;
  } else if (selector?.key === 'limit') {
    const { limits, routes } = planLimits(columns, model, tier);
    const k = limits.findIndex(({ id }) => id === selector.limit);
    selects = (seq) => routes[kindOf(category[seq]!, flags[seq]!)]!.includes(k);
  }
  const seqs = new Uint32Array(length);
  let count = 0;
  for (let seq = 0; seq < length; seq++) if (selects(seq)) seqs[count++] = seq;
  return seqs.subarray(0, count);
}

function sequencesByUser({ columns }: Pick<MeasuredRun, 'columns'>): Uint32Array[] {
  const byUser: number[][] = columns.names.users.map(() => []);
  for (let seq = 0; seq < columns.length; seq++) byUser[columns.user[seq]!]!.push(seq);
  return byUser.map((seqs) => Uint32Array.from(seqs));
}

function sampleOf({ columns, outcome }: MeasuredRun, seqs: Uint32Array): Sample {
  const delays = new Float64Array(seqs.length);
  const { users } = columns.names;
  const offeredBy = new Uint32Array(users.length);
  const admittedBy = new Uint32Array(users.length);
  let admitted = 0;
  let throttled = 0;
  let delayed = 0;
  let attempts = 0;
  for (const seq of seqs) {
    const delay = outcome.admittedAt[seq]! - columns.timestamp[seq]!;
    const user = columns.user[seq]!;
    offeredBy[user]!++;
    attempts += outcome.attempts[seq]!;
    if (outcome.bindingLimit[seq] !== -1) throttled++;
    if (Number.isNaN(delay)) continue;
    admittedBy[user]!++;
    delays[admitted++] = delay;
    if (delay > 0) delayed++;
  }
  const present = users.flatMap((_, user) => (offeredBy[user]! > 0 ? [user] : []));
  const starved = present.filter((user) => admittedBy[user] === 0).length;
  return {
    offered: seqs.length,
    throttled,
    dropped: seqs.length - admitted,
    delayed,
    attempts,
    users: present.length,
    starved: admitted > 0 ? starved : 0,
    delays: delays.subarray(0, admitted).sort(),
  };
}
