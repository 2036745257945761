import { toMs } from '../result/delays.js';
import type { PlanThreshold, PlanTier } from '../result/plan.js';
import type { ThresholdOutcome } from '../result/result.js';
import type { Verdict } from './job.js';
import type { Objective } from './required-tier.js';
import type { Threshold } from './threshold.js';

/**
 * How each tier fares: every threshold with its bound and margin, and the first refusal.
 * @param verdicts of runs with the load as it stands, by tier, in the model's order.
 */
export function tierEvidence(
  { thresholds }: Objective,
  verdicts: ReadonlyMap<string, Verdict>,
): PlanTier[] {
  return Array.from(verdicts, ([tier, { ok, thresholds: outcomes, boundFirst }]) => ({
    tier,
    ok,
    thresholds: outcomes.map((outcome, i) => withMargin(outcome, thresholds[i]!)),
    ...(boundFirst === undefined ? {} : { boundFirst }),
  }));
}

function withMargin(
  { threshold, value, ok }: ThresholdOutcome,
  { kind, operator, bound }: Threshold,
): PlanThreshold {
  const inUnit = kind === 'time' ? toMs(bound) : bound;
  return {
    threshold,
    value,
    ok,
    bound: inUnit,
    margin: value === null ? null : marginOf(value, inUnit, operator),
  };
}

/** How far a value is on its right side, free of the noise of binary fractions. */
function marginOf(value: number, bound: number, operator: Threshold['operator']): number {
  const below = Number((bound - value).toFixed(DECIMALS)) + 0;
  switch (operator) {
    case '<=':
    case '<':
      return below;
    case '>=':
    case '>':
      return 0 - below;
    case '==':
      return 0 - Math.abs(below);
  }
}

/** Shares of 10⁷ requests against a bound of three decimals differ by no less than 10⁻¹⁰. */
const DECIMALS = 12;
