import type { Result, ThresholdOutcome } from '../result/result.js';

/** Every threshold under every tier that was run, and by client where several were compared. */
export function thresholdOutcomes({
  requiredTiers,
  requiredTier,
  objective,
  scenarios,
}: Result): (ThresholdOutcome & { readonly client?: string })[] {
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
