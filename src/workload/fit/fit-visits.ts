import { SECOND } from '../../time.js';
import { findInactivity, type Inactivity } from './fit-inactivity.js';
import { findPaths } from './fit-paths.js';
import type { UserEvents } from './fit-streams.js';

/** Requests of one category that a user sends at a program's pace, one after another. */
export interface Action {
  /** Index of the category. */
  readonly category: number;
  /** When each request is sent; at least one, in order. */
  readonly times: readonly number[];
}

/** What a user does without a pause that ends a visit. */
export interface Visit {
  readonly user: number;
  /** At least one, in order. */
  readonly actions: readonly Action[];
}

/** Visits that are alike: all of one path, or steps drawn at random. */
export interface VisitGroup {
  readonly kind: 'path' | 'mix';
  readonly visits: readonly Visit[];
  /** How they were told from each other. */
  readonly inactivity: Inactivity;
}

/** The visits of an app's users, and what is left without them. */
export interface VisitSplit {
  /** Whether there is a pause that tells visits apart. */
  readonly found: boolean;
  readonly groups: readonly VisitGroup[];
  /** Requests that belong to no group, by category. */
  readonly rest: EventsByCategory;
}

/** Each user's requests, by index of the category. */
export type EventsByCategory = ReadonlyMap<number, readonly UserEvents[]>;

/** A program sends its next request sooner than this, a person does not: half the shortest think times that are common. */
const PROGRAM_PACE = SECOND;
/** Drawn steps show if so many visits have steps of several categories, … */
const FEWEST_MIXED = 20;
/** … and so large a share of the visits of those users. */
const LEAST_MIXED = 0.2;

/** Users of different kinds pause differently: what no group explains is looked at anew, so often at most. */
const MOST_ROUNDS = 3;

/**
 * Finds visits across the categories of an app: paths that recur, then steps at random by users who mix
 * categories.
 * @param requests that no job sent.
 */
export function fitVisits(requests: EventsByCategory): VisitSplit {
  const groups: VisitGroup[] = [];
  let [found, rest] = [false, requests];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const actions = actionsByUser(rest);
    const pauses = [...actions.values()].flatMap(pausesOf);
    const inactivity = findInactivity(pauses.filter((pause) => pause > 0));
    if (inactivity === null) break;
    found = true;
    const visits = [...actions].flatMap(([user, list]) =>
      splitVisits(user, list, inactivity.pause),
    );
    const { paths, others } = findPaths(visits);
    const { mixed, left } = takeMixed(others);
    if (paths.length === 0 && mixed.length === 0) break;
    if (mixed.length > 0) groups.push({ kind: 'mix', visits: mixed, inactivity });
    groups.push(...paths.map((path) => ({ kind: 'path' as const, visits: path, inactivity })));
    rest = requestsOf(left);
  }
  return { found, groups, rest };
}

/** Time from the end of each action to the start of the next. */
export function pausesOf(actions: readonly Action[]): number[] {
  return actions.slice(1).map(({ times }, i) => times[0]! - actions[i]!.times.at(-1)!);
}

/** The first request of each visit. */
export function visitStarts(visits: readonly Visit[]): UserEvents[] {
  const starts = new Map<number, number[]>();
  for (const { user, actions } of visits) append(starts, user, actions[0]!.times[0]!);
  return toEvents(starts);
}

/** All requests of some visits. */
export function visitRequests(visits: readonly Visit[]): UserEvents[] {
  const times = new Map<number, number[]>();
  for (const { user, actions } of visits) {
    for (const action of actions)
      action.times.forEach((at) => {
        append(times, user, at);
      });
  }
  return toEvents(times);
}

function actionsByUser(byCategory: EventsByCategory): Map<number, Action[]> {
  const requests = new Map<number, { at: number; category: number }[]>();
  for (const [category, byUser] of byCategory) {
    for (const { user, times } of byUser) {
      times.forEach((at) => {
        append(requests, user, { at, category });
      });
    }
  }
  const actions = new Map<number, Action[]>();
  for (const [user, list] of requests) {
    const ofUser: { category: number; times: number[] }[] = [];
    for (const { at, category } of list.sort((a, b) => a.at - b.at)) {
      const last = ofUser.at(-1);
      if (last?.category === category && at - last.times.at(-1)! < PROGRAM_PACE)
        last.times.push(at);
      else ofUser.push({ category, times: [at] });
    }
    actions.set(user, ofUser);
  }
  return actions;
}

function splitVisits(user: number, actions: readonly Action[], pause: number): Visit[] {
  const pauses = pausesOf(actions);
  const visits: { user: number; actions: Action[] }[] = [];
  actions.forEach((action, i) => {
    if (i === 0 || pauses[i - 1]! >= pause) visits.push({ user, actions: [action] });
    else visits.at(-1)!.actions.push(action);
  });
  return visits;
}

/** All visits of those users who mix categories within visits. */
function takeMixed(visits: readonly Visit[]): { mixed: Visit[]; left: Visit[] } {
  const isMixed = ({ actions }: Visit): boolean =>
    actions.some(({ category }) => category !== actions[0]!.category);
  const byUser = new Map<number, { all: number; mixed: number }>();
  for (const visit of visits) {
    const { all, mixed } = byUser.get(visit.user) ?? { all: 0, mixed: 0 };
    byUser.set(visit.user, { all: all + 1, mixed: mixed + (isMixed(visit) ? 1 : 0) });
  }
  const mixes = new Set(
    [...byUser].filter(([, { all, mixed }]) => mixed >= LEAST_MIXED * all).map(([user]) => user),
  );
  const mixed = visits.filter(({ user }) => mixes.has(user));
  return mixed.filter(isMixed).length < FEWEST_MIXED
    ? { mixed: [], left: [...visits] }
    : { mixed, left: visits.filter(({ user }) => !mixes.has(user)) };
}

function requestsOf(visits: readonly Visit[]): Map<number, readonly UserEvents[]> {
  const byCategory = new Map<number, Map<number, number[]>>();
  for (const { user, actions } of visits) {
    for (const { category, times } of actions) {
      const ofCategory = byCategory.get(category) ?? new Map<number, number[]>();
      byCategory.set(category, ofCategory);
      times.forEach((at) => {
        append(ofCategory, user, at);
      });
    }
  }
  return new Map([...byCategory].map(([category, users]) => [category, toEvents(users)]));
}

function toEvents(times: ReadonlyMap<number, readonly number[]>): UserEvents[] {
  return [...times].map(([user, list]) => ({ user, times: Float64Array.from(list).sort() }));
}

function append<Value>(lists: Map<number, Value[]>, key: number, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
