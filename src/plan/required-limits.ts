import type { Tier } from '../model/rate-model.js';
import { toMs } from '../result/delays.js';
import { GROWTHS, type PlanRequiredLimit, type PlanRequiredLimitAt } from '../result/plan.js';
import { formatTimestamp } from '../time.js';
import { factorRange, type TodayLoad } from './growth/factor-range.js';
import type { Job, LoadSpec, NamedDemand, Runner, ScenarioSpec } from './job.js';

/** What would the limits have to be, today and as the load grows? */
export interface RequiredLimitsQuestion {
  /** In the model's order, each with what it is asked under. */
  readonly tiers: readonly { readonly tier: Tier; readonly scenario: ScenarioSpec }[];
  readonly seed: number;
  readonly today: TodayLoad;
  /** The load is grown to so many requests at most; 10 million if absent. */
  readonly mostRequests?: number | undefined;
}

/** Each growth is looked at by these factors. */
const FACTORS = [2, 5, 10];

/** The required limit of every limit that any request meets, today and under each growth. */
export async function requiredLimits(
  runner: Runner,
  { tiers, seed, today, mostRequests }: RequiredLimitsQuestion,
): Promise<PlanRequiredLimit[]> {
  const loads = [undefined, ...grownLoads(today, mostRequests)];
  const jobs = loads.flatMap((grown): Job[] =>
    tiers.map(({ scenario }) => ({
      load: grown === undefined ? { seed } : { seed, grown },
      scenario,
    })),
  );
  const demands = await runner.ask('demands', jobs);
  return tiers.flatMap(({ tier }, i) =>
    tier.limits.flatMap((limit, k) => {
      const byLoad = loads.map((_, j) => demands[j * tiers.length + i]![k]!);
      if (byLoad.every(({ offered }) => offered === 0)) return [];
      return [
        {
          tier: tier.name,
          limit: limit.id,
          current: limit.limit,
          windowMs: toMs(limit.window),
          counts: limit.counts,
          loads: byLoad.map((demand, j) => requiredAt(loads[j], demand)),
        },
      ];
    }),
  );
}

function grownLoads(today: TodayLoad, mostRequests?: number): NonNullable<LoadSpec['grown']>[] {
  return GROWTHS.flatMap((by) => {
    const { largest } = factorRange(by, today, mostRequests);
    return FACTORS.filter((factor) => factor <= largest).map((factor) => ({ by, factor }));
  });
}

function requiredAt(
  grown: LoadSpec['grown'],
  { requiredLimit, scope, setBy }: NamedDemand,
): PlanRequiredLimitAt {
  return {
    ...(grown === undefined ? {} : { growth: grown.by }),
    factor: grown?.factor ?? 1,
    requiredLimit,
    ...(scope === undefined ? {} : { scope }),
    ...(setBy === undefined
      ? {}
      : { from: formatTimestamp(setBy.from), to: formatTimestamp(setBy.to) }),
  };
}
