import type { GrowthName, PlanHeadroom } from '../result/plan.js';
import { formatTimestamp } from '../time.js';
import { toMs } from '../result/delays.js';
import { createFactorGrid } from './factor-grid.js';
import { searchFactors } from './factor-search.js';
import { whenReached, type GrowthRate } from './growth-rate.js';
import { factorRange, type TodayLoad } from './growth/factor-range.js';
import type { Job, Runner, ScenarioSpec, Verdict } from './job.js';

/** How far can the load grow? */
export interface HeadroomQuestion {
  readonly growth: GrowthName;
  readonly scenario: ScenarioSpec;
  readonly seed: number;
  /** To what share of itself the factor is sought, in (0, 1]: 0.01. */
  readonly precision: number;
  readonly today: TodayLoad;
  /** The load is grown to so many requests at most; 10 million if absent. */
  readonly mostRequests?: number | undefined;
  readonly growthRate?: GrowthRate | undefined;
}

/**
 * So many requests are replayed at most to check the factors below the one that was found: fewer for a client that
 * comes back, holds requests or paces itself, of which a run costs several times as much.
 */
const CHECKED_REQUESTS = { simple: 2e7, other: 4e6 } as const;
/** What a run costs before its first request, in requests. */
const RUN_COST = 30_000;

/**
 * The largest growth at which the objective holds, on a grid of factors, each tried by a run of its own: see
 * `searchFactors`. What is certain: `breaksAt` fails; `factor`, the next below it, holds; and so did every factor
 * tried below, down to 1, or to the smallest that was tried. By speed, and with anchored windows, those are all of
 * the grid if that costs no more than replaying 20 million requests (4 million for a client that does not just drop
 * what is refused), else as many as that allows, evenly spread; a flicker between two of them goes unseen. Otherwise
 * a load holds all that a smaller one does at the same times, and the same windows count it, so that the default
 * objective cannot fail below a factor at which it holds, if no units are used at the start and the client neither
 * paces itself nor waits for answers; else it can, and so many factors are checked as cost no more than the search
 * did. Above `breaksAt` nothing is searched for: that it holds again is told where it was met.
 */
export async function findHeadroom(
  runner: Runner,
  question: HeadroomQuestion,
): Promise<PlanHeadroom> {
  const { growth, scenario, precision, today, mostRequests } = question;
  const { held, failed, heldAgain, highest, tried } = await searchFactors({
    grid: createFactorGrid(precision),
    range: factorRange(growth, today, mostRequests),
    costOf: (factor) => RUN_COST + today.requests * (growth === 'speed' ? 1 : factor),
    budget: CHECKED_REQUESTS[isSimple(scenario) ? 'simple' : 'other'],
    isSteady: growth !== 'speed' && scenario.algorithm !== 'fixed-window-anchored',
    ask: (factors) =>
      runner.ask(
        'holds',
        factors.map((factor) => jobOf(question, factor)),
      ),
  });
  const verdict =
    failed === undefined ? [] : await runner.ask('verdict', [jobOf(question, failed)]);
  const reached = reachedAt(question, failed);
  return {
    growth,
    tier: scenario.tier,
    factor: held ?? null,
    ...(failed === undefined ? {} : { breaksAt: failed }),
    ...breaksBy(verdict[0]),
    ...(heldAgain === undefined ? {} : { holdsAgainAt: heldAgain }),
    triedUpTo: highest,
    tried,
    ...(held === undefined ? {} : { spanMs: spanAt(question, held) }),
    ...(reached === null ? {} : { reachedAt: formatTimestamp(reached) }),
  };
}

function jobOf({ growth, scenario, seed }: HeadroomQuestion, factor: number): Job {
  return { load: { seed, grown: { by: growth, factor } }, scenario };
}

function isSimple({ client: { policy, pacing, concurrency } }: ScenarioSpec): boolean {
  return policy === 'drop' && pacing === undefined && concurrency === undefined;
}

/** From the first request to the last, in milliseconds; of copies that are shifted in time nothing is said. */
function spanAt({ growth, today: { start, end } }: HeadroomQuestion, factor: number): number {
  return toMs(growth === 'speed' ? Math.floor((end - start) / factor) : end - start);
}

function breaksBy(verdict: Verdict | undefined): Pick<PlanHeadroom, 'breaksBy'> {
  if (verdict?.boundFirst === undefined) return {};
  const shares = Object.entries(verdict.throttledBy);
  const largest = Math.max(...shares.map(([, count]) => count));
  const throttledMost = shares.find(([, count]) => count === largest)![0];
  return { breaksBy: { ...verdict.boundFirst, throttledMost } };
}

/** When the expected growth reaches a factor above today's. */
function reachedAt(
  { growthRate, today: { end } }: HeadroomQuestion,
  factor: number | undefined,
): number | null {
  if (growthRate === undefined || factor === undefined || factor <= 1) return null;
  return whenReached(factor, growthRate, end);
}
