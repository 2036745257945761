import { kindOf, planLimits } from '../engine/limit-plan.js';
import type { RateModel } from '../model/rate-model.js';
import { nearestRank } from '../result/quantile.js';
import type { ScenarioRun } from '../result/summarize.js';
import { metrics, type Sample } from './metrics.js';
import type { Selector, Threshold } from './threshold.js';

/**
 * The value that a threshold bounds: a count, a share (parts of 1), microseconds or a ratio.
 * @returns null where no request is looked at, or none was admitted whose delay could be measured.
 */
export function measure(threshold: Threshold, run: ScenarioRun, model: RateModel): number | null {
  const { selector, metric, kind } = threshold;
  const valueOf = (sample: Sample): number | null => {
    const value = sample.offered === 0 ? null : metrics[metric].measure(sample);
    return value !== null && kind === 'share' ? value / sample.offered : value;
  };
  if (selector?.key !== 'user') return valueOf(sampleOf(run, selecting(run, model, selector)));
  const values = sequencesByUser(run)
    .map((seqs) => valueOf(sampleOf(run, seqs)))
    .filter((value) => value !== null);
  return values.length === 0
    ? null
    : nearestRank(Float64Array.from(values).sort(), selector.permille);
}

/** The requests that a selector looks at. */
function selecting(run: ScenarioRun, model: RateModel, selector?: Selector): Uint32Array {
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

function sequencesByUser({ columns }: ScenarioRun): number[][] {
  const byUser: number[][] = columns.names.users.map(() => []);
  for (let seq = 0; seq < columns.length; seq++) byUser[columns.user[seq]!]!.push(seq);
  return byUser;
}

function sampleOf({ columns, outcome }: ScenarioRun, seqs: ArrayLike<number>): Sample {
  const delays = new Float64Array(seqs.length);
  let admitted = 0;
  let throttled = 0;
  let delayed = 0;
  let attempts = 0;
  for (let i = 0; i < seqs.length; i++) {
    const seq = seqs[i]!;
    const delay = outcome.admittedAt[seq]! - columns.timestamp[seq]!;
    attempts += outcome.attempts[seq]!;
    if (outcome.bindingLimit[seq] !== -1) throttled++;
    if (Number.isNaN(delay)) continue;
    delays[admitted++] = delay;
    if (delay > 0) delayed++;
  }
  return {
    offered: seqs.length,
    throttled,
    dropped: seqs.length - admitted,
    delayed,
    attempts,
    delays: delays.subarray(0, admitted).sort(),
  };
}
