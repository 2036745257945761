import type { GrowthName, PlanCurve, PlanCurvePoint, PlanHeadroom } from '../result/plan.js';
import { factorRange, type FactorRange, type TodayLoad } from './growth/factor-range.js';
import type { Job, Runner, ScenarioSpec, Verdict } from './job.js';

/** What happens as the load grows in one way? */
export interface CurveQuestion {
  readonly growth: GrowthName;
  /** One for each tier, in the model's order. */
  readonly scenarios: readonly ScenarioSpec[];
  readonly seed: number;
  readonly today: TodayLoad;
  /** Where the tiers break: those of other growths are passed over. */
  readonly headroom: readonly PlanHeadroom[];
  /** The load is grown to so many requests at most; 10 million if absent. */
  readonly mostRequests?: number | undefined;
}

const READABLE = [
  0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100,
  150, 200, 300, 500, 700, 1000,
];
/** A curve goes on for so much beyond the largest break … */
const BEYOND = 1.5;
/** … and at least to here, or to here where nothing breaks. */
const AT_LEAST = 2;
const WITHOUT_BREAK = 10;
/** A curve begins so far below the smallest break, and at most here. */
const BELOW = 0.5;
const AT_MOST = 0.25;

/** How every tier fares at readable factors, and on both sides of each tier's end. */
export async function growthCurve(runner: Runner, question: CurveQuestion): Promise<PlanCurve> {
  const { growth, scenarios, seed, today, headroom, mostRequests } = question;
  const factors = curveFactors(
    headroom.filter((one) => one.growth === growth),
    factorRange(growth, today, mostRequests),
  );
  const jobs = factors.flatMap((factor): Job[] =>
    scenarios.map((scenario) => ({ load: { seed, grown: { by: growth, factor } }, scenario })),
  );
  const verdicts = await runner.ask('verdict', jobs);
  const points = factors.map((factor, i) =>
    pointOf(
      factor,
      scenarios.map(({ tier }, k) => ({ tier, verdict: verdicts[i * scenarios.length + k]! })),
    ),
  );
  return { growth, points };
}

/** The factors of a curve, in rising order. */
function curveFactors(
  headroom: readonly PlanHeadroom[],
  { smallest, largest }: FactorRange,
): number[] {
  const ends = headroom.flatMap(({ factor, breaksAt }) =>
    factor === null || breaksAt === undefined ? [] : [factor, breaksAt],
  );
  const highest =
    ends.length === 0 ? WITHOUT_BREAK : Math.max(AT_LEAST, Math.max(...ends) * BEYOND);
  const lowest = Math.min(AT_MOST, ...ends.map((end) => end * BELOW));
  const readable = READABLE.filter((factor) => factor >= lowest && factor <= highest);
  return [...new Set([...readable, ...ends])]
    .filter((factor) => factor >= smallest && factor <= largest)
    .sort((a, b) => a - b);
}

function pointOf(
  factor: number,
  tiers: readonly { readonly tier: string; readonly verdict: Verdict }[],
): PlanCurvePoint {
  return {
    factor,
    offered: tiers[0]?.verdict.totals.offered ?? 0,
    requiredTier: tiers.find(({ verdict }) => verdict.ok)?.tier ?? null,
    tiers: tiers.map(({ tier, verdict: { ok, totals, delayMs } }) => ({
      tier,
      ok,
      throttledShare: shareOf(totals.throttled, totals.offered),
      droppedShare: shareOf(totals.dropped, totals.offered),
      delayP99Ms: delayMs.p99,
    })),
  };
}

function shareOf(count: number, offered: number): number {
  return offered === 0 ? 0 : count / offered;
}
