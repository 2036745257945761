import type { AppScopedName } from '../../trace/columns.js';
import {
  generateWorkload,
  type GenerateOptions,
  type WorkloadColumns,
} from './generate-workload.js';
import type { Workload } from '../profile/workload.js';
import { InputError } from '../../errors.js';

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
  const joined = <T extends TypedArray>(columnOf: (chunk: WorkloadColumns) => T, result: T): T => {
    let at = 0;
    for (const chunk of chunks) {
      result.set(columnOf(chunk), at);
      at += chunk.length;
    }
    return result;
  };
  const app = joined(({ app }) => app, new Uint32Array(length));
  const user = joined(({ user }) => user, new Uint32Array(length));
  const adAccount = joined(({ adAccount }) => adAccount, new Uint32Array(length));
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
    timestamp: joined(({ timestamp }) => timestamp, new Float64Array(length)),
    app,
    user,
    adAccount,
    category: joined(({ category }) => category, new Uint16Array(length)),
    flags: joined(({ flags }) => flags, new Uint8Array(length)),
    ...(first.cost === undefined
      ? {}
      : { cost: joined((chunk) => chunk.cost!, new Float64Array(length)) }),
    names: {
      ...names,
      apps: apps.map((old) => names.apps[old]!),
      users: scoped(user, names.users),
      adAccounts: scoped(adAccount, names.adAccounts),
    },
    source: joined(({ source }) => source, new Uint16Array(length)),
    operation: joined(({ operation }) => operation, new Uint16Array(length)),
    sources,
    operations,
  };
}

type TypedArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

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
