import type {
  GrowthName,
  PlanRequiredLimit,
  PlanRequiredLimitAt,
  ResultPlan,
} from '../result/plan.js';
import type { ResultTrace } from '../result/result.js';
import { tupleWords } from './evidence-words.js';
import { formatCount, formatTime } from './format-number.js';

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

/** Whether a load is shorter than a limit’s window, so that a full window of it may need more than was found. */
export function isCutShort(
  { start, end }: ResultTrace,
  { windowMs }: PlanRequiredLimit,
  { growth, factor }: PlanRequiredLimitAt,
): boolean {
  const todayMs = Date.parse(end) - Date.parse(start);
  return todayMs / (growth === 'speed' ? factor : 1) < windowMs;
}

/** A required figure: `412`; `≥ 412` of a load that is shorter than the window; `none would do`. */
export function requiredWords(
  trace: ResultTrace,
  limit: PlanRequiredLimit,
  load?: PlanRequiredLimitAt,
): string {
  if (load === undefined) return '–';
  if (load.requiredLimit === null) return 'none would do';
  return `${isCutShort(trace, limit, load) ? '≥ ' : ''}${formatCount(load.requiredLimit)}`;
}

/** Whose requests set a figure, and from when the window runs that they fill. */
export function setByWords(load?: PlanRequiredLimitAt): string[] {
  const { scope, from } = load ?? {};
  return [
    ...(scope === undefined ? [] : [tupleWords(scope)]),
    ...(from === undefined ? [] : [`from ${formatTime(from)}`]),
  ];
}

function strain(limit: PlanRequiredLimit): number {
  const load = requiredAt(limit);
  return load === undefined ? 0 : (load.requiredLimit ?? Infinity) / limit.current;
}
