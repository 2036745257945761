import type { Columns } from '../../trace/columns.js';
import { NO_ACCOUNT } from './fit-accounts.js';
import { fitActivity, type ActivityFit } from './fit-activity.js';
import { fitCounts } from './fit-quantity.js';
import { countEvents, type UserEvents } from './fit-streams.js';
import type { PopulationDocument } from '../profile/workload-document.js';

/** Firings whose users are to be grouped into populations. */
export interface PopulationPart {
  readonly name: string;
  /** Index into the kinds of users. */
  readonly kind: number;
  readonly firings: readonly UserEvents[];
  /** The index of dispersion of a user's firings. */
  readonly clustering: number;
}

/** Users who are alike, and which parts are theirs. */
export interface PopulationFit {
  readonly kind: number;
  readonly users: readonly number[];
  readonly parts: readonly PopulationPart[];
  /** Whether they are a few of their kind's users, with parts that the others do not send. */
  readonly own: boolean;
  readonly activity: ActivityFit;
  readonly adAccounts: PopulationDocument['ad_accounts'];
  /** How many ad accounts a user has: its own, or all that are shared. */
  readonly accountsOf: ReadonlyMap<number, number>;
}

/** A part of which this share of the users that chance would give it is there has users of its own. */
const OWN_USERS = 0.5;

/**
 * Groups users: those of a kind are one population, but a part that only few of them send makes a
 * population of those; parts with the same few users share it.
 */
export function fitPopulations(
  parts: readonly PopulationPart[],
  columns: Columns,
): PopulationFit[] {
  const accounts = accountsByUser(columns);
  const groups = new Map<string, { own: boolean; parts: PopulationPart[] }>();
  for (const kind of new Set(parts.map((part) => part.kind))) {
    const ofKind = parts.filter((part) => part.kind === kind);
    const everybody = countByUser(ofKind);
    for (const part of ofKind) {
      const own = part.firings.length < OWN_USERS * expectedUsers(part, everybody);
      const key = own ? usersOf([part]).join(' ') : '';
      const group = groups.get(`${kind}:${key}`);
      if (group === undefined) groups.set(`${kind}:${key}`, { own, parts: [part] });
      else group.parts.push(part);
    }
  }
  const inOrder = [...groups.values()].sort(
    (a, b) => a.parts[0]!.kind - b.parts[0]!.kind || Number(a.own) - Number(b.own),
  );
  return inOrder.map(({ own, parts: group }) => {
    const counts = countByUser(group);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const clustering = group.reduce(
      (sum, part) => sum + (part.clustering * countEvents(part.firings)) / total,
      0,
    );
    const users = usersOf(group);
    return {
      kind: group[0]!.kind,
      users,
      parts: group,
      own,
      activity: fitActivity([...counts.values()], clustering),
      ...fitAccounts(users, accounts),
    };
  });
}

function usersOf(parts: readonly PopulationPart[]): number[] {
  return [...countByUser(parts).keys()].sort((a, b) => a - b);
}

function countByUser(parts: readonly PopulationPart[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { firings } of parts) {
    for (const { user, times } of firings) counts.set(user, (counts.get(user) ?? 0) + times.length);
  }
  return counts;
}

/** How many users would send so many firings if users kept their shares. */
function expectedUsers(part: PopulationPart, everybody: ReadonlyMap<number, number>): number {
  const total = [...everybody.values()].reduce((sum, count) => sum + count, 0);
  const firings = countEvents(part.firings);
  return [...everybody.values()].reduce(
    (sum, count) => sum + 1 - (1 - count / total) ** firings,
    0,
  );
}

function accountsByUser({ length, user, adAccount, names }: Columns): Map<number, Set<number>> {
  const accounts = new Map<number, Set<number>>();
  for (let row = 0; row < length; row++) {
    const account = adAccount[row]!;
    if (names.adAccounts[account]!.name === NO_ACCOUNT) continue;
    const known = accounts.get(user[row]!);
    if (known === undefined) accounts.set(user[row]!, new Set([account]));
    else known.add(account);
  }
  return accounts;
}

/** Shared accounts if most are addressed by several users, else how many each user has; undefined if there are none. */
function fitAccounts(
  users: readonly number[],
  accounts: ReadonlyMap<number, ReadonlySet<number>>,
): Pick<PopulationFit, 'adAccounts' | 'accountsOf'> {
  const each = users.map((user) => [...(accounts.get(user) ?? [])]);
  const counts = each.map((list) => list.length);
  const addressed = counts.reduce((sum, count) => sum + count, 0);
  const distinct = new Set(each.flat()).size;
  const isShared = distinct <= addressed / 2;
  const accountsOf = new Map(users.map((user, i) => [user, isShared ? distinct : counts[i]!]));
  if (addressed === 0) return { adAccounts: undefined, accountsOf };
  return { adAccounts: isShared ? { shared: distinct } : fitCounts(counts), accountsOf };
}
