import type { FactorGrid } from './factor-grid.js';
import type { FactorRange } from './growth/factor-range.js';

/** Where on a grid of factors does the objective hold? */
export interface FactorQuestion {
  readonly grid: FactorGrid;
  readonly range: FactorRange;
  /** What trying a factor costs, in requests replayed. */
  readonly costOf: (factor: number) => number;
  /** So much may be spent on checking the factors below the one that was found. */
  readonly budget: number;
  /** Whether it seldom fails below a factor at which it holds: then checking costs no more than searching did. */
  readonly isSteady: boolean;
  /** @returns whether the objective holds at each factor. */
  readonly ask: (factors: readonly number[]) => Promise<boolean[]>;
}

/** What was found out of the factors that were tried. */
export interface FoundFactors {
  /** The largest up to which all that were tried held; absent if there is none. */
  readonly held?: number;
  /** The smallest that failed: the next on the grid above `held`. */
  readonly failed?: number;
  /** The largest above `failed` that held. */
  readonly heldAgain?: number;
  readonly highest: number;
  readonly tried: number;
}

/** The first factors tried are so many in a decade, equally far apart on a logarithmic scale. */
const COARSE_A_DECADE = 6;
/** So many cheap factors are asked for at once, for as many threads; dear ones are asked for one by one. */
const AT_ONCE = 2;
/** So many where all are asked for in any case. */
const CHECKED_AT_ONCE = 16;
/** A factor is dear if it costs more than this part of the budget. */
const DEAR = 0.1;
/** The search upwards ends once so many coarse factors in a row did not hold, or one where the next is dear. */
const ENOUGH_FAILED = 2;

/**
 * Coarse factors are tried from 1 upwards, a little way beyond the first that fails; if 1 fails, downwards until
 * one holds. Between the last factor that holds and the first that fails, the gap is closed by parts. Then the
 * factors below are checked, from 1, or the smallest that was tried, upwards: all of the grid if the budget
 * allows, else as many as it allows, evenly spread. One that fails takes the place of the first that failed.
 */
export async function searchFactors(question: FactorQuestion): Promise<FoundFactors> {
  const { grid, range } = question;
  const search = createSearch(question);
  await sweepUp(search, upwards(grid, range));
  if (search.held === undefined) await sweepDown(search, downwards(grid, range));
  await closeIn(search);
  const { budget, isSteady } = question;
  await checkBelow(search, isSteady ? Math.min(budget, search.spent) : budget);

  const { held, failed, heldAgain, known } = search;
  return {
    ...(held === undefined ? {} : { held: grid.at(held) }),
    ...(failed === undefined ? {} : { failed: grid.at(failed) }),
    ...(heldAgain === undefined ? {} : { heldAgain: grid.at(heldAgain) }),
    highest: grid.at(Math.max(...known.keys())),
    tried: known.size,
  };
}

/** What is known so far, by place on the grid. */
interface Search {
  readonly known: ReadonlyMap<number, boolean>;
  /** What it cost. */
  readonly spent: number;
  /** The last place up to which all that were tried held, if the first did. */
  readonly held: number | undefined;
  /** The first place that failed. */
  readonly failed: number | undefined;
  /** The last place above it that held. */
  readonly heldAgain: number | undefined;
  readonly costOf: (place: number) => number;
  readonly isDear: (place: number) => boolean;
  /** @returns whether each holds. */
  tryAll(places: readonly number[]): Promise<boolean[]>;
}

function createSearch({ grid, budget, costOf, ask }: FactorQuestion): Search {
  const known = new Map<number, boolean>();
  const placesThat = (holds: boolean): number[] =>
    [...known].filter(([, held]) => held === holds).map(([place]) => place);
  const failed = (): number | undefined => least(placesThat(false));
  const cost = (place: number): number => costOf(grid.at(place));
  let spent = 0;
  return {
    known,
    get spent() {
      return spent;
    },
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
    costOf: cost,
    isDear: (place) => cost(place) > DEAR * budget,
    async tryAll(places) {
      const answers = await ask(places.map((place) => grid.at(place)));
      places.forEach((place, i) => known.set(place, answers[i]!));
      spent += sum(places.map(cost));
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
  for (let at = 0; at < places.length;) {
    const mayBeLast = failedInARow > 0;
    if (mayBeLast && search.isDear(places[at]!)) return;
    const isAlone = mayBeLast || at + 1 === places.length || search.isDear(places[at + 1]!);
    const batch = places.slice(at, at + (isAlone ? 1 : AT_ONCE));
    for (const holds of await search.tryAll(batch)) failedInARow = holds ? 0 : failedInARow + 1;
    if (failedInARow >= ENOUGH_FAILED) return;
    at += batch.length;
  }
}

async function sweepDown(search: Search, places: readonly number[]): Promise<void> {
  for (const batch of batchesOf(places, AT_ONCE)) {
    await search.tryAll(batch);
    if (search.held !== undefined) return;
  }
}

/** Tries between the last place that holds and the first that fails, until they are neighbours. */
async function closeIn(search: Search): Promise<void> {
  for (;;) {
    const { held, failed } = search;
    if (held === undefined || failed === undefined || failed - held === 1) return;
    const atOnce = search.isDear(failed) ? 1 : AT_ONCE;
    const part = (failed - held) / (atOnce + 1);
    const places = Array.from({ length: atOnce }, (_, i) => held + Math.round(part * (i + 1)));
    await search.tryAll([...new Set(places)].filter((place) => place > held && place < failed));
  }
}

/** Tries places below the last that holds, as far as the budget goes; where one fails, closes in on it and begins again below. */
async function checkBelow(search: Search, budget: number): Promise<void> {
  const most = search.spent + budget;
  for (;;) {
    const { failed } = search;
    const places = unchecked(search, most - search.spent);
    for (const batch of batchesOf(places, CHECKED_AT_ONCE)) {
      if ((await search.tryAll(batch)).includes(false)) break;
    }
    if (search.failed === failed) return;
    await closeIn(search);
  }
}

/** Places below the last that holds that were not tried: all, or every second, third … so that they cost no more than this. */
function unchecked({ known, held, costOf }: Search, left: number): number[] {
  if (held === undefined || left <= 0) return [];
  const first = Math.min(0, ...known.keys());
  const places = Array.from({ length: held - first }, (_, i) => first + i);
  const untried = places.filter((place) => !known.has(place));
  const stride = Math.ceil(sum(untried.map(costOf)) / left);
  return untried.filter((_, i) => i % stride === stride >> 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function batchesOf(places: readonly number[], size: number): number[][] {
  const count = Math.ceil(places.length / size);
  return Array.from({ length: count }, (_, i) => places.slice(i * size, (i + 1) * size));
}
