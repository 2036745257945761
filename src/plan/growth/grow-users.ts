import { uniformAt } from '../../random.js';
import type { AppScopedName, Columns } from '../../trace/columns.js';
import { pickRequests } from '../../trace/pick-requests.js';
import type { Copies, CopyRule } from './copies.js';
import { denseNames } from './dense-names.js';
import type { Growth, GrowthSettings } from './growth.js';
import { copiesAt } from './kept-copies.js';

const LANE_RANK = 0x75736572;
const LANE_SHIFT = 0x75736573;

/**
 * More users like these: whole users are cloned, in a seeded order, and below 1 users leave. Clones of `NAME`
 * are `NAME#2`, `NAME#3` … of the same app, with ad accounts of their own, named likewise, unless they share.
 * All requests of a clone are shifted in time by one seeded offset, a whole multiple of `userStep`; those of
 * the user it was cloned from are not.
 */
export const growUsers: Growth = {
  name: 'users',
  grow(columns, factor, settings, seed) {
    const copies = copiesAt(usersRule, columns, factor, settings, seed);
    const copied = pickRequests(columns, copies.source, copies.timestamp);
    return denseNames(withClones(copied, copies, settings.sharedAdAccounts));
  },
};

function usersRule(
  columns: Columns,
  copies: number,
  { userSpread, userStep }: GrowthSettings,
  seed: number,
): CopyRule {
  const { user, names } = columns;
  const { place, count } = places(columns, seed);
  const step = Math.max(1, userStep);
  const most = Math.floor(userSpread / 2 / step);
  const shifts = new Float64Array(names.users.length * copies);
  for (let one = 0; one < names.users.length; one++) {
    for (let copy = 1; copy < copies; copy++) {
      const steps = Math.floor(uniformAt(seed, one, copy, LANE_SHIFT) * (2 * most + 1)) - most;
      shifts[one * copies + copy] = steps * step;
    }
  }
  return {
    birth: (seq, copy) => (copy * count + place[user[seq]!]! + 1) / count,
    shift: (seq, copy) => shifts[user[seq]! * copies + copy]!,
  };
}

/** The order in which users are cloned, from 0, of those with any request, and how many they are. */
function places(
  { user, length, names }: Columns,
  seed: number,
): { readonly place: Uint32Array; readonly count: number } {
  const isPresent = new Uint8Array(names.users.length);
  for (let seq = 0; seq < length; seq++) isPresent[user[seq]!] = 1;
  const lot = Float64Array.from(isPresent, (_, one) => uniformAt(seed, one, 0, LANE_RANK));
  const order = Array.from(isPresent.keys())
    .filter((one) => isPresent[one] === 1)
    .sort((a, b) => lot[a]! - lot[b]! || a - b);
  const place = new Uint32Array(isPresent.length);
  order.forEach((one, at) => {
    place[one] = at;
  });
  return { place, count: order.length };
}

/** Gives clones their names. */
function withClones(columns: Columns, copies: Copies, sharedAdAccounts: boolean): Columns {
  const { names } = columns;
  let most = 0;
  for (let i = 0; i < copies.length; i++) if (copies.copy[i]! > most) most = copies.copy[i]!;
  moveToClones(columns.user, copies, names.users.length);
  if (!sharedAdAccounts) moveToClones(columns.adAccount, copies, names.adAccounts.length);
  return {
    ...columns,
    names: {
      ...names,
      users: cloneNames(names.users, most),
      adAccounts: sharedAdAccounts ? names.adAccounts : cloneNames(names.adAccounts, most),
    },
  };
}

/** Clones of a name stand so many places after each other. */
function moveToClones(column: Uint32Array, { length, copy }: Copies, names: number): void {
  for (let i = 0; i < length; i++) column[i]! += copy[i]! * names;
}

function cloneNames(names: readonly AppScopedName[], most: number): AppScopedName[] {
  const mark = cloneMark(names);
  const all = [...names];
  for (let copy = 1; copy <= most; copy++) {
    for (const { app, name } of names) all.push({ app, name: `${name}${mark}${copy + 1}` });
  }
  return all;
}

/** `#`, repeated as often as it takes for no clone to bear the name of another user or ad account. */
function cloneMark(names: readonly AppScopedName[]): string {
  let mark = '#';
  const isTaken = (): boolean => {
    const end = new RegExp(`${mark}\\d+$`);
    return names.some(({ name }) => end.test(name));
  };
  while (isTaken()) mark += '#';
  return mark;
}
