import { formatTimestamp } from '../../time.js';
import { FLAG_CONVERSION, FLAG_TEST } from '../../trace/columns.js';
import type { WorkloadColumns } from './generate-workload.js';
import { requestPath } from './request-path.js';

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

/**
 * The rows of a chunk of a generated workload, so that reading them gives the same columns again. Ids in paths
 * are drawn from the seed and the request's place, counted from `first` on.
 */
export function* workloadRows(
  columns: WorkloadColumns,
  seed: number,
  first: number,
): Generator<WorkloadRow> {
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
    yield [
      formatTimestamp(columns.timestamp[i]!),
      method,
      path === null ? null : requestPath(path, account, seed, first + i),
      category,
      names.apps[columns.app[i]!]!,
      names.users[columns.user[i]!]!.name,
      account,
      (flags & FLAG_CONVERSION) === 0 ? null : 'conversion',
      (flags & FLAG_TEST) === 0 ? null : 'true',
      cost === 1 ? null : cost,
      sources[columns.source[i]!]!,
    ];
  }
}
