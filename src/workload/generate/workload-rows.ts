import { formatTimestamp } from '../../time.js';
import { FLAG_CONVERSION, FLAG_TEST } from '../../trace/columns.js';
import type { WorkloadColumns } from './generate-workload.js';
import { createNextPath, type NextPath } from './request-path.js';

/** The columns of a generated trace in a file. `source` says which of the profile's sources sent the request. */
export const WORKLOAD_COLUMNS = [
  'timestamp',
  'method',
  'path',
  'category',
  'app',
  'user',
  'ad_account',
  'token',
  'is_test',
  'cost',
  'source',
] as const;

/** One generated request, in the order of `WORKLOAD_COLUMNS`; what is the column's default is null. */
export type WorkloadRow = readonly (string | number | null)[];

/** The rows of a chunk of a generated workload; chunks come in turn. */
export type RowsOf = (columns: WorkloadColumns) => Generator<WorkloadRow>;

/**
 * Makes the rows of a generated workload, chunk by chunk, so that reading them gives the same columns again.
 * @param seed that of the workload: ids in paths are drawn from it too.
 */
export function createWorkloadRows(seed: number): RowsOf {
  const nextPath = createNextPath(seed);
  return (columns) => rowsOf(columns, nextPath);
}

function* rowsOf(columns: WorkloadColumns, nextPath: NextPath): Generator<WorkloadRow> {
  const { names, operations, sources } = columns;
  const calls = operations.map(({ called, category, unmappedName }) => {
    const isRequest = called.kind === 'request';
    return {
      method: isRequest ? called.method : null,
      path: isRequest ? called.path : null,
      category:
        category === 0 ? (isRequest ? null : (unmappedName ?? null)) : names.categories[category]!,
    };
  });
  for (let i = 0; i < columns.length; i++) {
    const { method, path, category } = calls[columns.operation[i]!]!;
    const flags = columns.flags[i]!;
    const cost = columns.cost?.[i] ?? 1;
    const account = names.adAccounts[columns.adAccount[i]!]!.name;
    const user = names.users[columns.user[i]!]!.name;
    const source = sources[columns.source[i]!]!;
    yield [
      formatTimestamp(columns.timestamp[i]!),
      method,
      path === null ? null : nextPath(path, account, source, user),
      category,
      names.apps[columns.app[i]!]!,
      user,
      account,
      (flags & FLAG_CONVERSION) === 0 ? null : 'conversion',
      (flags & FLAG_TEST) === 0 ? null : 'true',
      cost === 1 ? null : cost,
      source,
    ];
  }
}
