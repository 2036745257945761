import type { GrowthName, PlanHeadroom } from '../result/plan.js';
import { formatTimestamp } from '../time.js';
import { createFactorGrid, type FactorGrid } from './factor-grid.js';
import { whenReached, type GrowthRate } from './growth-rate.js';
import { factorRange, type FactorRange, type TodayLoad } from './growth/factor-range.js';
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

/** The first factors tried are so many in a decade, equally far apart on a logarithmic scale. */
const COARSE_A_DECADE = 6;
/** So many factors are asked for at once, for as many threads. */
const AT_ONCE = 2;
/** The search upwards ends once so many coarse factors in a row did not hold. */
const ENOUGH_FAILED = 2;

/**
 * The largest growth at which the objective holds, on a grid of factors. Coarse factors are tried from 1
 * upwards, a little way beyond the first that fails; if 1 fails, downwards until one holds. Between the last
 * factor that holds and the first that fails, the gap is closed by thirds. Nothing is taken for granted of
 * factors that were not tried: where the objective holds again above one at which it fails, this is said.
 */
export async function findHeadroom(
  runner: Runner,
  question: HeadroomQuestion,
): Promise<PlanHeadroom> {
  const { growth, scenario, precision, today, mostRequests } = question;
  const grid = createFactorGrid(precision);
  const range = factorRange(growth, today, mostRequests);
  const jobAt = (place: number): Job => jobOf(question, grid.at(place));
  const search = createSearch((places) => runner.ask('holds', places.map(jobAt)));

  await sweepUp(search, upwards(grid, range));
  if (search.held === undefined) await sweepDown(search, downwards(grid, range));
  await closeIn(search);

  const { held, failed, heldAgain, highest } = search;
  const breaks = failed === undefined ? undefined : grid.at(failed);
  const verdict = failed === undefined ? [] : await runner.ask('verdict', [jobAt(failed)]);
  const reached = reachedAt(question, breaks);
  return {
    growth,
    tier: scenario.tier,
    factor: held === undefined ? null : grid.at(held),
    ...(breaks === undefined ? {} : { breaksAt: breaks }),
    ...breaksBy(verdict[0]),
    ...(heldAgain === undefined ? {} : { holdsAgainAt: grid.at(heldAgain) }),
    triedUpTo: grid.at(highest),
    ...(reached === null ? {} : { reachedAt: formatTimestamp(reached) }),
  };
}

function jobOf({ growth, scenario, seed }: HeadroomQuestion, factor: number): Job {
  return { load: { seed, grown: { by: growth, factor } }, scenario };
}

/** What is known so far, by place on the grid. */
interface Search {
  /** The last place up to which all that were tried held, if the first did. */
  readonly held: number | undefined;
  /** The first place that failed. */
  readonly failed: number | undefined;
  /** The last place above it that held. */
  readonly heldAgain: number | undefined;
  readonly highest: number;
  /** @returns whether each holds. */
  tryAll(places: readonly number[]): Promise<boolean[]>;
}

function createSearch(ask: (places: readonly number[]) => Promise<boolean[]>): Search {
  const known = new Map<number, boolean>();
  const placesThat = (holds: boolean): number[] =>
    [...known].filter(([, held]) => held === holds).map(([place]) => place);
  const failed = (): number | undefined => least(placesThat(false));
  return {
    get held() {
      const bound = failed() ?? Infinity;
      return most(placesThat(true).filter((place) => place < bound));
    },
    get failed() {
      return failed();
    },
    get heldAgain() {
      const bound = failed() ?? Infinity;
      return most(placesThat(true).filter((place) => place > bound));
    },
    get highest() {
      return Math.max(...known.keys());
    },
    async tryAll(places) {
      const answers = await ask(places);
      places.forEach((place, i) => known.set(place, answers[i]!));
      return answers;
    },
  };
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}

function most(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.max(...values);
}

/** Places of coarse factors, from 1 up to the largest. */
function upwards(grid: FactorGrid, { largest }: FactorRange): number[] {
  const places = new Set<number>();
  for (let i = 0; 10 ** (i / COARSE_A_DECADE) < largest; i++) {
    places.add(grid.atMost(10 ** (i / COARSE_A_DECADE)));
  }
  return [...places.add(grid.atMost(largest))];
}

/** Places of coarse factors, from below 1 down to the smallest. */
function downwards(grid: FactorGrid, { smallest }: FactorRange): number[] {
  const places = new Set<number>();
  for (let i = 1; 10 ** (-i / COARSE_A_DECADE) > smallest; i++) {
    places.add(grid.atMost(10 ** (-i / COARSE_A_DECADE)));
  }
  return [...places.add(grid.atMost(smallest))].filter((place) => place < 0);
}

async function sweepUp(search: Search, places: readonly number[]): Promise<void> {
  let failedInARow = 0;
  for (const batch of batches(places)) {
    for (const holds of await search.tryAll(batch)) failedInARow = holds ? 0 : failedInARow + 1;
    if (failedInARow >= ENOUGH_FAILED) return;
  }
}

async function sweepDown(search: Search, places: readonly number[]): Promise<void> {
  for (const batch of batches(places)) {
    await search.tryAll(batch);
    if (search.held !== undefined) return;
  }
}

function batches(places: readonly number[]): number[][] {
  const count = Math.ceil(places.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) => places.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

/** Tries between the last place that holds and the first that fails, until they are neighbours. */
async function closeIn(search: Search): Promise<void> {
  for (;;) {
    const { held, failed } = search;
    if (held === undefined || failed === undefined || failed - held === 1) return;
    const part = (failed - held) / (AT_ONCE + 1);
    const places = Array.from({ length: AT_ONCE }, (_, i) => held + Math.round(part * (i + 1)));
    await search.tryAll([...new Set(places)].filter((place) => place > held && place < failed));
  }
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
