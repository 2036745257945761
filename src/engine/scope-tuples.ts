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
  const known = knownTuples(columns, scope);
  if (known !== undefined) return known;
  const numbers = createTupleNumbers(scope);
  const slot = new Uint32Array(columns.length);
  numbers.number(columns, slot);
  return { slot, count: numbers.count };
}

/** A scope as a text that is the same whatever the order of its keys. */
export function scopeName(scope: readonly ScopeKey[]): string {
  return [...scope].sort().join();
}

/** The tuples of a scope that a column holds as they stand; undefined for other scopes. */
export function knownTuples(
  { app, user, adAccount, names }: Columns,
  scope: readonly ScopeKey[],
): ScopeTuples | undefined {
  if (scope.length === 0) return { slot: new Uint32Array(app.length), count: 1 };
  if (!scope.includes('app')) return undefined;
  if (scope.length === 1) return { slot: app, count: names.apps.length };
  if (scope.length > 2) return undefined;
  return scope.includes('user')
    ? { slot: user, count: names.users.length }
    : { slot: adAccount, count: names.adAccounts.length };
}

/** Numbers for the tuples of a scope, in order of first appearance, while a trace goes by. */
export interface TupleNumbers {
  /** Numbers the next requests of the trace. */
  number(columns: Columns, slot: Uint32Array): void;
  /** Tuples so far. */
  readonly count: number;
}

/** More names than a trace can have, so that a pair of names makes one whole number. */
const MOST_NAMES = 2 ** 26;

/** No tuple has a number yet. */
export function createTupleNumbers(scope: readonly ScopeKey[]): TupleNumbers {
  const perApp = scope.includes('app');
  const users = numberNames(scope.includes('user'), perApp);
  const accounts = numberNames(scope.includes('ad_account'), perApp);
  const numbers = new Map<number, number>();
  return {
    number({ user, adAccount, names, length }, slot) {
      for (let i = 0; i < length; i++) {
        const userNumber = users(names.users, user[i]!);
        const key = userNumber * MOST_NAMES + accounts(names.adAccounts, adAccount[i]!);
        let number = numbers.get(key);
        if (number === undefined) numbers.set(key, (number = numbers.size));
        slot[i] = number;
      }
    },
    get count() {
      return numbers.size;
    },
  };
}

/** Numbers names that are counted apart for each app: as they are, by the name alone, or not at all. */
function numberNames(
  isCounted: boolean,
  perApp: boolean,
): (names: readonly { readonly name: string }[], index: number) => number {
  if (!isCounted) return () => 0;
  if (perApp) return (_, index) => index;
  const byName = new Map<string, number>();
  const byIndex: number[] = [];
  return (names, index) => {
    const known = byIndex[index];
    if (known !== undefined) return known;
    const { name } = names[index]!;
    const number = byName.get(name) ?? byName.size;
    byName.set(name, number);
    return (byIndex[index] = number);
  };
}
