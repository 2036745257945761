import type { RateModel } from '../model/rate-model.js';
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

function throttledBy({ tier, outcome: { bindingLimit } }: MeasuredRun): Record<string, number> {
  const counts = new Float64Array(tier.limits.length);
  for (const limit of bindingLimit) if (limit !== -1) counts[limit]!++;
  const entries = tier.limits.map(({ id }, k) => [id, counts[k]!] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
