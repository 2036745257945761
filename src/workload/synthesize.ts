import type { AppScopedName } from '../trace/columns.js';
import {
  generateWorkload,
  type GenerateOptions,
  type WorkloadColumns,
} from './generate-workload.js';
import type { Workload } from './workload.js';
import { InputError } from '../errors.js';

/**
 * Generates a whole workload at once. Names are numbered in order of first appearance, and those that
 * send nothing are left out, as when a trace is read.
 * @throws InputError if the workload has no request at all.
 */
export function synthesize(workload: Workload, options: GenerateOptions): WorkloadColumns {
  const chunks = [...generateWorkload(workload, options)];
  const [first] = chunks;
  if (first === undefined) {
    throw new InputError(
      `the workload "${workload.name}" sends nothing; raise its rates, or lengthen it`,
    );
  }
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const joined = <K extends NumberColumn>(
    key: K,
    result: WorkloadColumns[K],
  ): WorkloadColumns[K] => {
    let at = 0;
    for (const chunk of chunks) {
      result.set(chunk[key], at);
      at += chunk.length;
    }
    return result;
  };
  const app = joined('app', new Uint32Array(length));
  const user = joined('user', new Uint32Array(length));
  const adAccount = joined('adAccount', new Uint32Array(length));
  const { names, sources, operations } = first;
  const apps = renumber(app, names.apps.length);
  const newApp = new Map(apps.map((old, place) => [old, place]));
  const scoped = (column: Uint32Array, table: readonly AppScopedName[]): AppScopedName[] =>
    renumber(column, table.length).map((old) => ({
      app: newApp.get(table[old]!.app)!,
      name: table[old]!.name,
    }));
  return {
    length,
    timestamp: joined('timestamp', new Float64Array(length)),
    app,
    user,
    adAccount,
    category: joined('category', new Uint16Array(length)),
    flags: joined('flags', new Uint8Array(length)),
    ...joinedCosts(chunks, length),
    names: {
      apps: apps.map((old) => names.apps[old]!),
      users: scoped(user, names.users),
      adAccounts: scoped(adAccount, names.adAccounts),
      categories: names.categories,
    },
    source: joined('source', new Uint16Array(length)),
    operation: joined('operation', new Uint16Array(length)),
    sources,
    operations,
  };
}

type NumberColumn =
  'timestamp' | 'app' | 'user' | 'adAccount' | 'category' | 'flags' | 'source' | 'operation';

function joinedCosts(
  chunks: readonly WorkloadColumns[],
  length: number,
): Pick<WorkloadColumns, 'cost'> {
  if (chunks.every(({ cost }) => cost === undefined)) return {};
  const costs = new Float64Array(length).fill(1);
  let at = 0;
  for (const { cost, length: rows } of chunks) {
    if (cost !== undefined) costs.set(cost, at);
    at += rows;
  }
  return { cost: costs };
}

/**
 * Numbers a column's values anew, in order of first appearance.
 * @returns the old value of each new one.
 */
function renumber(column: Uint32Array, values: number): number[] {
  const place = new Int32Array(values).fill(-1);
  const old: number[] = [];
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (place[value] === -1) place[value] = old.push(value) - 1;
    column[i] = place[value]!;
  }
  return old;
}
