import type { ScopeKey } from '../model/rate-model.js';
import type { Columns } from '../trace/columns.js';

/** The scope tuple that a request falls into, by scope key. */
export function scopeNames(
  { app, user, adAccount, names }: Columns,
  scope: readonly ScopeKey[],
  seq: number,
): Record<string, string> {
  const nameOf: Readonly<Record<ScopeKey, () => string>> = {
    app: () => names.apps[app[seq]!]!,
    user: () => names.users[user[seq]!]!.name,
    ad_account: () => names.adAccounts[adAccount[seq]!]!.name,
  };
  return Object.fromEntries(scope.map((key) => [key, nameOf[key]()]));
}
