import type { RateModel } from '../model/rate-model.js';
import { isDefaultObjective } from '../result/objective.js';
import type { RequiredTier, ThresholdOutcome } from '../result/result.js';
import { toMs } from '../result/delays.js';
import type { ScenarioRun } from '../result/summarize.js';
import { measure, type MeasuredRun } from './measure.js';
import { satisfies, type Threshold } from './threshold.js';

/** What must hold of a run. */
export interface Objective {
  readonly thresholds: readonly Threshold[];
  /** Whether a threshold on requests of which there are none counts as met. */
  readonly allowEmpty: boolean;
}

/** How one run fares against every threshold of an objective. Times are given in milliseconds. */
export function checkObjective(
  { thresholds, allowEmpty }: Objective,
  run: MeasuredRun,
  model: RateModel,
): ThresholdOutcome[] {
  return thresholds.map((threshold) => {
    const { value, isEmpty } = measure(threshold, run, model);
    return {
      tier: run.tier.name,
      threshold: threshold.text,
      value: value !== null && threshold.kind === 'time' ? toMs(value) : value,
      ok: value === null ? isEmpty && allowEmpty : satisfies(value, threshold),
    };
  });
}

/**
 * The first tier whose run meets every threshold. If none does and the objective is the default one, the
 * raise: what the last tier's limits would have to be.
 * @param runs of one client, one for each tier, in the model's order.
 */
export function requiredTier(
  objective: Objective,
  runs: readonly ScenarioRun[],
  model: RateModel,
): RequiredTier {
  const outcomes = runs.map((run) => checkObjective(objective, run, model));
  const sufficient = runs.find((_, i) => outcomes[i]!.every(({ ok }) => ok));
  const last = runs.at(-1);
  const asksForRaise =
    sufficient === undefined && isDefaultObjective(objective.thresholds.map(({ text }) => text));
  return {
    tier: sufficient?.tier.name ?? null,
    met: outcomes.flat(),
    ...(asksForRaise && last !== undefined ? { raise: raiseOf(last) } : {}),
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
