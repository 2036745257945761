import { SECOND } from '../../time.js';
import { fitCounts, fitDurations, rounded } from './fit-quantity.js';
import { chiSquareAbove, testLogNormal, type KsTest } from './fit-statistics.js';
import { pausesOf, type Action, type Visit, type VisitGroup } from './fit-visits.js';
import type { Quantity } from '../profile/workload-document.js';

/** One step of visits. */
export interface VisitStep {
  /** Index of the category. */
  readonly category: number;
  readonly sizes: Quantity;
  /** Time between its requests; absent where it is always one. */
  readonly pace?: Quantity;
  /** How often it is drawn; 1 in a path. */
  readonly weight: number;
}

/** Visits as a source of a profile. */
export interface VisitStepsFit {
  readonly kind: VisitGroup['kind'];
  readonly visits: number;
  /** Requests a visit, and steps a visit, on average. */
  readonly meanRequests: number;
  readonly meanSteps: number;
  readonly steps: readonly VisitStep[];
  /** How many steps are drawn. */
  readonly draws: Quantity;
  /** Whether steps follow each other at a person's pace, not a program's. */
  readonly thinks: boolean;
  /** Time from the end of a step to the start of the next. */
  readonly think: Quantity;
  /** Of think times, against a log-normal law; null if there are too few, or all are equal. */
  readonly thinkKs: KsTest | null;
  /** Whether the next step depends on the last one; null for a path, or if too few follow each other. */
  readonly order: OrderTest | null;
}

export interface OrderTest {
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
}

/** Steps that follow each other sooner than this, at the median, are a program's. */
const PROGRAM_PACE = 2 * SECOND;
const FEWEST_THINKS = 20;

/** Describes visits that are alike. */
export function fitVisitSteps({ kind, visits }: VisitGroup): VisitStepsFit {
  const thinks = visits.flatMap(({ actions }) => pausesOf(actions));
  const middle = [...thinks].sort((a, b) => a - b)[Math.floor(thinks.length / 2)] ?? 0;
  const actions = visits.reduce((sum, visit) => sum + visit.actions.length, 0);
  const requests = visits.reduce(
    (sum, visit) => sum + visit.actions.reduce((size, { times }) => size + times.length, 0),
    0,
  );
  const think = fitDurations(thinks);
  const isFew = typeof think === 'string' || thinks.length < FEWEST_THINKS;
  return {
    kind,
    visits: visits.length,
    meanRequests: requests / visits.length,
    meanSteps: actions / visits.length,
    steps: kind === 'path' ? pathSteps(visits) : drawnSteps(visits),
    draws: fitCounts(visits.map((visit) => visit.actions.length)),
    thinks: middle >= PROGRAM_PACE,
    think,
    thinkKs: isFew ? null : testLogNormal(thinks),
    order: kind === 'path' ? null : testOrder(visits),
  };
}

function pathSteps(visits: readonly Visit[]): VisitStep[] {
  return visits[0]!.actions.map((_, i) =>
    stepOf(
      visits.map(({ actions }) => actions[i]!),
      1,
    ),
  );
}

function drawnSteps(visits: readonly Visit[]): VisitStep[] {
  const byCategory = new Map<number, Action[]>();
  let all = 0;
  for (const { actions } of visits) {
    for (const action of actions) {
      const others = byCategory.get(action.category);
      if (others === undefined) byCategory.set(action.category, [action]);
      else others.push(action);
      all += 1;
    }
  }
  return [...byCategory]
    .sort(([a], [b]) => a - b)
    .map(([, actions]) => stepOf(actions, rounded(actions.length / all)));
}

function stepOf(actions: readonly Action[], weight: number): VisitStep {
  const gaps = actions.flatMap(({ times }) => times.slice(1).map((at, i) => at - times[i]!));
  return {
    category: actions[0]!.category,
    sizes: fitCounts(actions.map(({ times }) => times.length)),
    ...(gaps.length > 0 && { pace: fitDurations(gaps) }),
    weight,
  };
}

/** A cell of the table that is expected less often says nothing by chi-square. */
const LEAST_EXPECTED = 5;

/** Pearson's test of whether the category of a step depends on that of the step before. */
function testOrder(visits: readonly Visit[]): OrderTest | null {
  const follows = new Map<string, number>();
  const [before, after] = [new Map<number, number>(), new Map<number, number>()];
  let all = 0;
  const count = <Key>(counts: Map<Key, number>, key: Key): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { actions } of visits) {
    for (let i = 1; i < actions.length; i++) {
      const [from, to] = [actions[i - 1]!.category, actions[i]!.category];
      count(follows, `${from} ${to}`);
      count(before, from);
      count(after, to);
      all += 1;
    }
  }
  let chiSquare = 0;
  let cells = 0;
  for (const [from, a] of before) {
    for (const [to, b] of after) {
      const expected = (a * b) / all;
      if (expected < LEAST_EXPECTED) continue;
      chiSquare += ((follows.get(`${from} ${to}`) ?? 0) - expected) ** 2 / expected;
      cells += 1;
    }
  }
  const degrees = cells - before.size - after.size + 1;
  if (degrees < 1) return null;
  return { chiSquare, degrees, p: chiSquareAbove(chiSquare, degrees) };
}
