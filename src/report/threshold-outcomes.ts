import type { Result, ResultScenario, ThresholdOutcome } from '../result/result.js';
import { clientName } from './clients.js';

/** How a threshold fared under a tier, with a client where several were compared. */
export type ClientOutcome = ThresholdOutcome & { readonly client?: string };

/** Every threshold under every tier that was run, and by client where several were compared. */
export function thresholdOutcomes({
  requiredTiers,
  requiredTier,
  objective,
  scenarios,
}: Result): ClientOutcome[] {
  if (requiredTiers !== undefined) {
    return requiredTiers.flatMap(({ client, met }) =>
      met.map((outcome) => ({ ...outcome, client })),
    );
  }
  if (requiredTier !== undefined) return [...requiredTier.met];
  const tier = scenarios[0]?.tier ?? '';
  return objective.flatMap(({ threshold, value = null, ok }) =>
    ok === undefined ? [] : [{ tier, threshold, value, ok }],
  );
}

/** How a threshold fared in a scenario; undefined where it was not judged. */
export function outcomeOf(
  outcomes: readonly ClientOutcome[],
  threshold: string,
  { tier, policy }: Pick<ResultScenario, 'tier' | 'policy'>,
): ClientOutcome | undefined {
  return outcomes.find(
    (each) =>
      each.tier === tier &&
      each.threshold === threshold &&
      (each.client === undefined || each.client === clientName(policy)),
  );
}
