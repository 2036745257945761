import type { PlanCurve } from '../../result/plan.js';
import { formatSpan } from '../format-number.js';
import { printable } from '../printable.js';
import { type TierPlace, tierPlace } from './tier-place.js';

/** The 99th percentile of the delay under a tier at a load, in milliseconds. */
export interface GrowthDelaysRow {
  readonly tier: string;
  readonly place: TierPlace;
  readonly factor: number;
  /** Null where none waits, which a logarithmic axis cannot show. */
  readonly delay: number | null;
  /** The same in words. */
  readonly words: string;
}

/** Data sources of `reports/charts/growth-delays.vl.json`. */
export interface GrowthDelaysData {
  readonly delays: readonly GrowthDelaysRow[];
  /** The last point of each tier's curve. */
  readonly ends: readonly GrowthDelaysRow[];
}

/** How long requests wait as the load grows in one way; a row a load and tier under which some wait at some load. @param tiers of the run, in order. */
export function growthDelaysData(
  { points }: PlanCurve,
  tiers: readonly string[],
): GrowthDelaysData {
  const all = points.flatMap(({ factor, tiers: ofTiers }) =>
    ofTiers.map(({ tier, delayP99Ms }): GrowthDelaysRow => {
      const delay = delayP99Ms === 0 ? null : delayP99Ms;
      const words = delay === null ? '0 ms' : formatSpan(Math.round(delay));
      return { tier: printable(tier, 40), place: tierPlace(tier, tiers), factor, delay, words };
    }),
  );
  const late = all.filter(({ delay }) => delay !== null);
  const waiting = new Set(late.map(({ tier }) => tier));
  return {
    delays: all.filter(({ tier }) => waiting.has(tier)),
    ends: [...new Map(late.map((row) => [row.tier, row])).values()],
  };
}
