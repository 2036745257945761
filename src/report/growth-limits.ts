import type {
  GrowthName,
  PlanRequiredLimit,
  PlanRequiredLimitAt,
  ResultPlan,
} from '../result/plan.js';

/** What limits would have to be as the load grows: which loads were asked, and the limits, those that come closest today first. */
export interface GrowthLimits {
  readonly growths: readonly { readonly growth: GrowthName; readonly factors: readonly number[] }[];
  readonly limits: readonly PlanRequiredLimit[];
}

/** The required limits of a tier. */
export function growthLimits({ requiredLimits }: ResultPlan, tier: string): GrowthLimits {
  const limits = requiredLimits
    .filter((each) => each.tier === tier)
    .toSorted((a, b) => strain(b) - strain(a));
  const loads = limits.flatMap((each) => each.loads);
  const names = [...new Set(loads.flatMap(({ growth }) => growth ?? []))];
  const growths = names.map((growth) => {
    const factors = loads.filter((load) => load.growth === growth).map(({ factor }) => factor);
    return { growth, factors: [...new Set(factors)].toSorted((a, b) => a - b) };
  });
  return { growths, limits };
}

/** What a limit would have to be under a load; for the load as it stands if no growth is given. */
export function requiredAt(
  { loads }: PlanRequiredLimit,
  growth?: GrowthName,
  factor?: number,
): PlanRequiredLimitAt | undefined {
  return loads.find(
    (load) => load.growth === growth && (growth === undefined || load.factor === factor),
  );
}

/** Whether a limit as it is would not do. */
export function exceeds({ current }: PlanRequiredLimit, load?: PlanRequiredLimitAt): boolean {
  return load !== undefined && (load.requiredLimit === null || load.requiredLimit > current);
}

function strain(limit: PlanRequiredLimit): number {
  const load = requiredAt(limit);
  return load === undefined ? 0 : (load.requiredLimit ?? Infinity) / limit.current;
}
