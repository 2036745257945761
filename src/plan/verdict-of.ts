import type { RateModel, Tier } from '../model/rate-model.js';
import { createRefusalCounts } from '../result/refusal-counts.js';
import { tallyBy } from '../result/tally.js';
import { formatTimestamp } from '../time.js';
import type { Verdict } from './job.js';
import { checkObjective, type Objective } from './required-tier.js';
import type { MeasuredRun } from './sample.js';
import { scopeNames } from './scope-names.js';

/** A run in short. */
export function verdictOf(run: MeasuredRun, model: RateModel, objective: Objective): Verdict {
  const { columns, tier, outcome } = run;
  const thresholds = checkObjective(objective, run, model);
  const everything = new Uint8Array(columns.length);
  const { delayMs, ...totals } = tallyBy(columns, outcome, everything, 1)[0]!;
  const first = firstRefused(run);
  return {
    ok: thresholds.every(({ ok }) => ok),
    thresholds,
    totals,
    delayMs,
    throttledBy: throttledBy(run),
    ...(first === undefined ? {} : { boundFirst: first }),
  };

  function firstRefused({ outcome: { bindingLimit } }: MeasuredRun): Verdict['boundFirst'] {
    const seq = bindingLimit.findIndex((limit) => limit !== -1);
    if (seq === -1) return undefined;
    const { id, scope } = tier.limits[bindingLimit[seq]!]!;
    return {
      limit: id,
      at: formatTimestamp(columns.timestamp[seq]!),
      scope: scopeNames(columns, scope, seq),
    };
  }
}

function throttledBy({ columns, tier, outcome }: MeasuredRun): Record<string, number> {
  const refusals = createRefusalCounts(tier.limits.length);
  refusals.take(columns.timestamp, outcome.bindingLimit, columns.length);
  return throttledById(tier, refusals.throttled);
}

/** By limit id: the requests that a limit bound, where there are any. @param throttled the same, in tier order. */
export function throttledById({ limits }: Tier, throttled: Float64Array): Record<string, number> {
  const entries = limits.map(({ id }, k) => [id, throttled[k]!] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
