import type { ResultLimit, ResultScenario } from '../../result/result.js';
import { limitRate } from '../limit-facts.js';
import { printable } from '../printable.js';
import { tierPlace, type TierPlace } from './tier-place.js';

/** One limit of a tier, and what it would have to be for no throttling, over what it is. */
export interface RequiredLimitRow {
  readonly limit: string;
  readonly tier: string;
  readonly place: TierPlace;
  readonly rate: string;
  readonly required: number;
  /** Required over allowed: 1 fits exactly. */
  readonly ratio: number;
  readonly state: 'fits' | 'does not fit';
}

/** Data source of `reports/charts/required-limits.vl.json`. */
export interface RequiredLimitsData {
  readonly required: readonly RequiredLimitRow[];
}

/**
 * What each limit that some request meets would have to be, the tiers of a limit together, the limits first that
 * lack most; limits that no figure would satisfy are left out.
 * @param scenarios one a tier.
 */
export function requiredLimitsData(
  scenarios: readonly Pick<ResultScenario, 'tier' | 'limits'>[],
): RequiredLimitsData {
  const tiers = scenarios.map(({ tier }) => tier);
  const rows = scenarios.flatMap(({ tier, limits }) =>
    limits.flatMap((limit) => rowOf(limit, tier, tierPlace(tier, tiers))),
  );
  const most = new Map<string, number>();
  for (const { limit, ratio } of rows) most.set(limit, Math.max(most.get(limit) ?? 0, ratio));
  return { required: rows.toSorted((a, b) => most.get(b.limit)! - most.get(a.limit)!) };
}

function rowOf(limit: ResultLimit, tier: string, place: TierPlace): RequiredLimitRow[] {
  const { id, requiredLimit: required } = limit;
  if (required === null || limit.offered === 0) return [];
  return [
    {
      limit: printable(id, 40),
      tier: printable(tier, 40),
      place,
      rate: limitRate(limit),
      required,
      ratio: required / limit.limit,
      state: required > limit.limit ? 'does not fit' : 'fits',
    },
  ];
}
