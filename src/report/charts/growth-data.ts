import type { Interval, PlanCurve, PlanHeadroom, ResultPlan } from '../../result/plan.js';
import { formatFactor } from '../format-number.js';
import { printable } from '../printable.js';
import { type TierPlace, tierPlace } from './tier-place.js';

/** How a tier fares at a load; factors are of today's load, shares parts of 1. */
export interface GrowthRow {
  readonly tier: string;
  readonly place: TierPlace;
  readonly factor: number;
  readonly offered: number;
  readonly throttled: number;
  readonly dropped: number;
}

/** Where a tier breaks. */
export interface GrowthBreak {
  readonly factor: number;
  readonly label: string;
  /** How the label is aligned at the rule, and in which row from the top it stands. */
  readonly side: 'left' | 'right';
  readonly row: number;
}

/** Loads over which one tier is required; `label` is empty where it would not fit. */
export interface GrowthSpan {
  readonly from: number;
  readonly to: number;
  readonly place: TierPlace;
  readonly required: string;
  readonly label: string;
}

/** Data sources of `reports/charts/growth.vl.json`. */
export interface GrowthData {
  readonly curve: readonly GrowthRow[];
  /** The last point of each tier's curve. */
  readonly ends: readonly GrowthRow[];
  readonly breaks: readonly GrowthBreak[];
  /** Where a tier's break is not known more closely: between repetitions, or where it holds again. */
  readonly unsure: readonly { readonly from: number; readonly to: number }[];
  readonly required: readonly GrowthSpan[];
  readonly today: readonly { readonly factor: number }[];
}

/** Characters that fit beside each other over the whole strip on a telephone. */
const STRIP_CHARACTERS = 44;

/**
 * What happens as the load grows in one way.
 * @param tiers all tiers of the run, in order.
 * @param intervals of a tier's headroom under this way of growing, where it was replicated.
 */
export function growthData(
  { growth, points }: PlanCurve,
  { headroom }: Pick<ResultPlan, 'headroom'>,
  tiers: readonly string[],
  intervals: ReadonlyMap<string, Interval> = new Map(),
): GrowthData {
  const curve = points.flatMap(({ factor, offered, tiers: ofTiers }) =>
    ofTiers.map(({ tier, throttledShare, droppedShare }): GrowthRow => {
      return {
        tier: printable(tier, 40),
        place: tierPlace(tier, tiers),
        factor,
        offered,
        throttled: throttledShare,
        dropped: droppedShare,
      };
    }),
  );
  const last = points.at(-1)?.factor ?? 1;
  const first = points[0]?.factor ?? 1;
  const inside = (factor: number) => Math.min(Math.max(factor, first), last);
  const place = (factor: number) => Math.log(factor / first) / Math.log(last / first);
  const ends = headroom.filter(
    (each) => each.growth === growth && (each.breaksAt ?? Infinity) <= last,
  );
  return {
    curve,
    ends: curve.filter(({ factor }) => factor === last),
    breaks: ends.flatMap(({ tier, breaksAt }, row): GrowthBreak[] =>
      breaksAt === undefined || breaksAt < first
        ? []
        : [
            {
              factor: breaksAt,
              label: `${printable(tier, 20)} breaks at ${formatFactor(breaksAt, 'up')}×`,
              side: place(breaksAt) < 0.5 ? 'left' : 'right',
              row,
            },
          ],
    ),
    unsure: ends
      .flatMap((each) => unsureOf(each, intervals))
      .map(({ from, to }) => {
        return { from: inside(from), to: inside(to) };
      }),
    required: spans(points, ends, tiers).map((span) => {
      const room = (place(span.to) - place(span.from)) * STRIP_CHARACTERS;
      return { ...span, label: span.required.length <= room ? span.required : '' };
    }),
    today: first <= 1 && last >= 1 ? [{ factor: 1 }] : [],
  };
}

function unsureOf(
  { tier, factor, holdsAgainAt }: PlanHeadroom,
  intervals: ReadonlyMap<string, Interval>,
): { from: number; to: number }[] {
  const { low = null, high = null } = intervals.get(tier) ?? {};
  const chance = low === null || high === null ? [] : [{ from: low, to: high }];
  const again =
    factor === null || holdsAgainAt === undefined ? [] : [{ from: factor, to: holdsAgainAt }];
  return [...chance, ...again];
}

/** The required tier over all loads, cut where a tier breaks if that is known, else at the next load. */
function spans(
  points: PlanCurve['points'],
  ends: readonly PlanHeadroom[],
  tiers: readonly string[],
): Omit<GrowthSpan, 'label'>[] {
  const made: { from: number; to: number; tier: string | null }[] = [];
  for (const [i, { factor, requiredTier }] of points.entries()) {
    const open = made.at(-1);
    if (open?.tier === requiredTier) open.to = factor;
    else {
      const end = ends.find(({ tier }) => tier === open?.tier)?.breaksAt;
      const before = points[i - 1]?.factor ?? factor;
      const cut = end !== undefined && end >= before && end <= factor ? end : factor;
      if (open !== undefined) open.to = cut;
      made.push({ from: cut, to: factor, tier: requiredTier });
    }
  }
  return made.map(({ from, to, tier }) => ({
    from,
    to,
    place: tierPlace(tier, tiers),
    required: tier === null ? 'no tier' : printable(tier, 40),
  }));
}
