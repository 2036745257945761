import type { RateModel } from '../model/rate-model.js';
import type { RequiredTier, ThresholdOutcome } from '../result/result.js';
import { toMs } from '../result/delays.js';
import { measure } from './measure.js';
import type { MeasuredRun } from './sample.js';
import { samplesOf, type Samples } from './samples.js';
import { satisfies, type Threshold } from './threshold.js';

/** What must hold of a run. */
export interface Objective {
  readonly thresholds: readonly Threshold[];
  /** Whether a threshold on requests of which there are none counts as met. */
  readonly allowEmpty: boolean;
}

/** How one run fares against every threshold of an objective. Times are given in milliseconds. */
export function checkObjective(
  objective: Objective,
  run: MeasuredRun,
  model: RateModel,
): ThresholdOutcome[] {
  return checkSamples(objective, run.tier.name, samplesOf(run, model));
}

/** The same, of the samples of a run under a tier. */
export function checkSamples(
  { thresholds, allowEmpty }: Objective,
  tier: string,
  samples: Samples,
): ThresholdOutcome[] {
  return thresholds.map((threshold) => {
    const { value, isEmpty } = measure(threshold, samples);
    return {
      tier,
      threshold: threshold.text,
      value: value !== null && threshold.kind === 'time' ? toMs(value) : value,
      ok: value === null ? isEmpty && allowEmpty : satisfies(value, threshold),
    };
  });
}

/**
 * The first tier that meets every threshold, or none; without the raise.
 * @param judged how each tier's run fares, in the model's order.
 */
export function requiredTier(
  judged: readonly { readonly tier: string; readonly thresholds: readonly ThresholdOutcome[] }[],
): RequiredTier {
  const sufficient = judged.find(({ thresholds }) => thresholds.every(({ ok }) => ok));
  return {
    tier: sufficient?.tier ?? null,
    met: judged.flatMap(({ thresholds }) => thresholds),
  };
}
