import type { AppScopedName, Columns } from '../../trace/columns.js';

/**
 * The same requests, their tables of apps, users and ad accounts without the names that no request has: what
 * is counted over users must not count those who sent nothing.
 */
export function denseNames(columns: Columns): Columns {
  const { length, names } = columns;
  const apps = dense(columns.app, length, names.apps);
  const users = dense(columns.user, length, names.users);
  const adAccounts = dense(columns.adAccount, length, names.adAccounts);
  const renamed = (table: readonly AppScopedName[]): readonly AppScopedName[] =>
    apps.table === names.apps
      ? table
      : table.map(({ app, name }) => ({ app: apps.numberOf[app]!, name }));
  return {
    ...columns,
    app: apps.column,
    user: users.column,
    adAccount: adAccounts.column,
    names: {
      ...names,
      apps: apps.table,
      users: renamed(users.table),
      adAccounts: renamed(adAccounts.table),
    },
  };
}

interface Dense<T> {
  readonly column: Uint32Array;
  readonly table: readonly T[];
  /** By old number, the new one, where a request has it. */
  readonly numberOf: Uint32Array;
}

function dense<T>(column: Uint32Array, length: number, table: readonly T[]): Dense<T> {
  const numberOf = new Uint32Array(table.length);
  for (let seq = 0; seq < length; seq++) numberOf[column[seq]!] = 1;
  const kept = table.filter((_, old) => numberOf[old] === 1);
  let next = 0;
  for (let old = 0; old < numberOf.length; old++) if (numberOf[old] === 1) numberOf[old] = next++;
  if (kept.length === table.length) return { column, table, numberOf };
  const renumbered = new Uint32Array(length);
  for (let seq = 0; seq < length; seq++) renumbered[seq] = numberOf[column[seq]!]!;
  return { column: renumbered, table: kept, numberOf };
}
