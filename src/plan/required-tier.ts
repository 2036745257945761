import type { RateModel } from '../model/rate-model.js';
import { isDefaultObjective } from '../result/objective.js';
import type { RequiredTier, ThresholdOutcome } from '../result/result.js';
import { toMs } from '../result/delays.js';
import type { ScenarioRun } from '../result/summarize.js';
import { measure } from './measure.js';
import { satisfies, type Threshold } from './threshold.js';

/** How one run fares against every threshold of an objective. Times are given in milliseconds. */
export function checkObjective(
  objective: readonly Threshold[],
  run: ScenarioRun,
  model: RateModel,
): ThresholdOutcome[] {
  return objective.map((threshold) => {
    const value = measure(threshold, run, model);
    return {
      tier: run.tier.name,
      threshold: threshold.text,
      value: value !== null && threshold.kind === 'time' ? toMs(value) : value,
      ok: value !== null && satisfies(value, threshold),
    };
  });
}

/**
 * The first tier whose run meets every threshold. If none does and the objective is the default one, the
 * raise: what the last tier's limits would have to be.
 * @param runs one for each tier, in the model's order.
 */
export function requiredTier(
  objective: readonly Threshold[],
  runs: readonly ScenarioRun[],
  model: RateModel,
): RequiredTier {
  const met = runs.flatMap((run) => checkObjective(objective, run, model));
  const sufficient = runs.find((run) => met.every(({ tier, ok }) => ok || tier !== run.tier.name));
  const last = runs.at(-1);
  const texts = objective.map(({ text }) => text);
  const raise =
    sufficient === undefined && last !== undefined && isDefaultObjective(texts)
      ? raiseOf(last)
      : undefined;
  return {
    tier: sufficient?.tier.name ?? null,
    met,
    ...(raise === undefined ? {} : { raise }),
  };
}

/** Every limit of a tier that is below its required limit, and what it would have to be. */
function raiseOf({ tier, demands }: ScenarioRun): NonNullable<RequiredTier['raise']> {
  return tier.limits.flatMap(({ id, limit }, k) => {
    const { requiredLimit } = demands[k]!;
    return requiredLimit !== null && requiredLimit <= limit
      ? []
      : [{ limit: `${tier.name}.${id}`, from: limit, to: requiredLimit }];
  });
}
