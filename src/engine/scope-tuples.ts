import type { ScopeKey } from '../model/rate-model.js';
import type { Columns } from '../trace/columns.js';

/** The scope tuple of every request, for one scope: dense whole numbers below `count`. */
export interface ScopeTuples {
  readonly slot: Uint32Array;
  readonly count: number;
}

/**
 * Numbers the tuples of a scope. Users and ad accounts are numbered for each app already, so that the usual
 * scopes are columns of the trace as they stand.
 */
export function scopeTuples(columns: Columns, scope: readonly ScopeKey[]): ScopeTuples {
  const { names } = columns;
  const has = (key: ScopeKey): boolean => scope.includes(key);
  if (scope.length === 0) return { slot: new Uint32Array(columns.length), count: 1 };
  if (!has('app')) return numbered(columns, scope);
  if (has('user') && has('ad_account')) return numbered(columns, scope);
  if (has('user')) return { slot: columns.user, count: names.users.length };
  if (has('ad_account')) return { slot: columns.adAccount, count: names.adAccounts.length };
  return { slot: columns.app, count: names.apps.length };
}

/** Numbers of equal names, in order of first appearance. */
function numberNames(names: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

function numbered(columns: Columns, scope: readonly ScopeKey[]): ScopeTuples {
  const { user, adAccount, names } = columns;
  const perApp = scope.includes('app');
  const identity = (_: unknown, index: number): number => index;
  const userNumber = !scope.includes('user')
    ? names.users.map(() => 0)
    : perApp
      ? names.users.map(identity)
      : numberNames(names.users.map(({ name }) => name));
  const accountNumber = !scope.includes('ad_account')
    ? names.adAccounts.map(() => 0)
    : perApp
      ? names.adAccounts.map(identity)
      : numberNames(names.adAccounts.map(({ name }) => name));
  const numbers = new Map<number, number>();
  const slot = new Uint32Array(columns.length);
  for (let i = 0; i < columns.length; i++) {
    const key = userNumber[user[i]!]! * names.adAccounts.length + accountNumber[adAccount[i]!]!;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    slot[i] = number;
  }
  return { slot, count: numbers.size };
}
