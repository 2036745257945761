import { HOUR } from '../../time.js';
import { FLAG_CONVERSION, type Columns } from '../../trace/columns.js';
import type { FitWindow } from './fit-streams.js';

/** Users of an app who send a like mix of categories. */
export interface UserKind {
  readonly app: number;
  /** What they send most. */
  readonly category: number;
  readonly users: readonly number[];
}

/** Mixes differ if this share of requests had to change its category to make them equal, … */
const LEAST_DIFFERENCE = 0.25;
/** … and if likelihood speaks against one mix for both: so many times what chance alone would give, for hours are no independent draws. */
const CLUSTERING = 3;
const MOST_KINDS = 12;

/** How often each key (a category, with or without a conversion token) shows: in how many of a user's hours. */
type Mix = ReadonlyMap<number, number>;

/**
 * Tells kinds of users apart by the mix of categories that they send; a person's tool and a nightly program
 * of one app have little in common. Users are taken in the order of how much they send; each joins the kind
 * that is nearest, or begins a new one.
 * @returns the kinds of each app, those with most users first; every user in the window is of one.
 */
export function fitUserKinds(columns: Columns, window: FitWindow): UserKind[] {
  const mixes = mixByUser(columns, window);
  const apps = new Set([...mixes.keys()].map((user) => columns.names.users[user]!.app));
  return [...apps]
    .sort((a, b) => a - b)
    .flatMap((app) => {
      const users = [...mixes].filter(([user]) => columns.names.users[user]!.app === app);
      return kindsOf(users)
        .map(({ users: ofKind, mix }) => ({ app, users: ofKind, category: largestOf(mix) }))
        .sort((a, b) => b.users.length - a.users.length);
    });
}

function mixByUser(columns: Columns, { from, to }: FitWindow): Map<number, Map<number, number>> {
  const mixes = new Map<number, Map<number, number>>();
  const lastHours = new Map<number, Map<number, number>>();
  for (let row = 0; row < columns.length; row++) {
    const at = columns.timestamp[row]!;
    if (at < from || at >= to) continue;
    const user = columns.user[row]!;
    const token = (columns.flags[row]! & FLAG_CONVERSION) === 0 ? 0 : 1;
    const key = columns.category[row]! * 2 + token;
    const mix = mixes.get(user) ?? new Map<number, number>();
    const hours = lastHours.get(user) ?? new Map<number, number>();
    mixes.set(user, mix);
    lastHours.set(user, hours);
    const hour = Math.floor(at / HOUR);
    if (hours.get(key) === hour) continue;
    hours.set(key, hour);
    mix.set(key, (mix.get(key) ?? 0) + 1);
  }
  return mixes;
}

interface Kind {
  readonly users: number[];
  readonly mix: Map<number, number>;
}

function kindsOf(users: readonly (readonly [user: number, mix: Mix])[]): Kind[] {
  const kinds: Kind[] = [];
  for (const [user, mix] of [...users].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a))) {
    const [nearest] = kinds
      .map((kind) => ({ kind, difference: differenceOf(mix, kind.mix) }))
      .sort((a, b) => a.difference - b.difference);
    const joins =
      nearest !== undefined &&
      (nearest.difference <= LEAST_DIFFERENCE ||
        kinds.length >= MOST_KINDS ||
        !speaksAgainst(mix, nearest.kind.mix));
    const kind = joins ? nearest.kind : { users: [], mix: new Map<number, number>() };
    if (!joins) kinds.push(kind);
    kind.users.push(user);
    for (const [key, count] of mix) kind.mix.set(key, (kind.mix.get(key) ?? 0) + count);
  }
  return kinds;
}

function sizeOf(mix: Mix): number {
  return [...mix.values()].reduce((sum, count) => sum + count, 0);
}

/** Total variation: from 0, the same shares, to 1, nothing in common. */
function differenceOf(a: Mix, b: Mix): number {
  const [ofA, ofB] = [sizeOf(a), sizeOf(b)];
  return [...a].reduce(
    (sum, [key, count]) => sum + Math.max(0, count / ofA - (b.get(key) ?? 0) / ofB),
    0,
  );
}

/** The likelihood ratio of one mix for both, against one each (G-test). */
function speaksAgainst(a: Mix, b: Mix): boolean {
  const [ofA, ofB] = [sizeOf(a), sizeOf(b)];
  const keys = new Set([...a.keys(), ...b.keys()]);
  let ratio = 0;
  for (const key of keys) {
    const [inA, inB] = [a.get(key) ?? 0, b.get(key) ?? 0];
    const share = (inA + inB) / (ofA + ofB);
    if (inA > 0) ratio += 2 * inA * Math.log(inA / ofA / share);
    if (inB > 0) ratio += 2 * inB * Math.log(inB / ofB / share);
  }
  return ratio > CLUSTERING * Math.max(1, keys.size - 1);
}

function largestOf(mix: Mix): number {
  const [[key] = [0]] = [...mix].sort(([, a], [, b]) => b - a);
  return Math.floor(key / 2);
}
