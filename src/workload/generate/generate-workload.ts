import type { RateModel } from '../../model/rate-model.js';
import { DAY, HOUR } from '../../time.js';
import {
  categoryTable,
  FLAG_CONVERSION,
  FLAG_TEST,
  type Columns,
  type Names,
} from '../../trace/columns.js';
import { createCast, type Cast } from './cast.js';
import { tabulateOperations, type WorkloadOperation } from './operation-table.js';
import { createRequestBuffer, type RequestTable } from './request-buffer.js';
import { createSourceRunner } from './run-source.js';
import type { SendCall } from './run-path.js';
import type { Workload } from '../profile/workload.js';

/** What a workload is generated for. */
export interface GenerateOptions {
  readonly model: RateModel;
  /** The one seed of everything that is drawn. */
  readonly seed: number;
  /**
   * A source that is expected to send so many requests a day is generated hour by hour: that takes less
   * memory, and a little more time. A million if absent.
   */
  readonly large?: number;
}

const LARGE = 1e6;

/** A trace in columns, and what its requests came from. */
export interface WorkloadColumns extends Columns {
  /** Index into `sources`. */
  readonly source: Uint16Array;
  /** Index into `operations`, as into `names.operations`. */
  readonly operation: Uint16Array;
  readonly sources: readonly string[];
  readonly operations: readonly WorkloadOperation[];
}

/**
 * Generates a workload in time order, in chunks of 24 hours from its start, or of fewer where many requests
 * fall in them; chunks without a request are left out. The memory that it takes is that of the busiest
 * hour, of what is under way beyond it, and of the users. Chunks share their tables of names, which hold
 * every user and ad account there is, also those that send nothing.
 *
 * What a source sends depends on the seed, the profile's own parts for it and its name alone: other
 * sources and other users change nothing. The same seed gives the same bytes, every time and however the
 * chunks are taken, on one JavaScript engine; `createDraws` says where engines may differ. A shorter
 * workload is the beginning of a longer one.
 */
export function* generateWorkload(
  workload: Workload,
  { model, seed, large = LARGE }: GenerateOptions,
): Generator<WorkloadColumns, void, void> {
  const cast = createCast(workload, seed);
  const { operations, indexOf } = tabulateOperations(workload, model);
  const costly = [...indexOf.keys()].some(
    ({ cost }) => cost.kind !== 'constant' || cost.value !== 1,
  );
  const buffer = createRequestBuffer(costly);
  const end = workload.start + workload.length;
  const runners = workload.sources.map((source, index) => {
    const { defaultAccount } = cast.populations[source.population]!;
    const send: SendCall = (at, call, user, account, draws) => {
      if (at >= end) return;
      const operation = indexOf.get(call)!;
      const addressed = account !== -1 && operations[operation]!.hasAdAccount;
      const flags =
        (draws.chance(call.test) ? FLAG_TEST : 0) |
        (draws.chance(call.conversion) ? FLAG_CONVERSION : 0);
      const cost = draws.sample(call.cost);
      buffer.push(at, user, addressed ? account : defaultAccount, operation, index, flags, cost);
    };
    return createSourceRunner({ workload, source, index, cast, seed, large, send });
  });
  const finish = createFinisher(workload, model, cast, operations);

  for (let day = 0; day * DAY < workload.length; day++) {
    const from = workload.start + day * DAY;
    const ends = partsOf(from, Math.min(from + DAY, end));
    const parts = runners.map((openDay) => openDay(day, from, ends));
    for (const [part, to] of ends.entries()) {
      for (const runPart of parts) runPart(part);
      if (!buffer.isFull() && part < ends.length - 1) continue;
      const table = buffer.takeBefore(to);
      if (table.length > 0) yield finish(table);
    }
  }
}

/** The ends of the parts of a day, of an hour at most. */
function partsOf(from: number, to: number): number[] {
  const ends: number[] = [];
  for (let at = from; at < to; at += HOUR) ends.push(Math.min(at + HOUR, to));
  return ends;
}

/** Makes columns of the requests of a chunk. */
function createFinisher(
  workload: Workload,
  model: RateModel,
  cast: Cast,
  operations: readonly WorkloadOperation[],
): (table: RequestTable) => WorkloadColumns {
  const names: Names = {
    apps: cast.apps,
    users: cast.users,
    adAccounts: cast.adAccounts,
    categories: categoryTable(model),
    operations: operations.map(({ name }) => name),
  };
  const sources = workload.sources.map(({ name }) => name);
  const appOfUser = Uint32Array.from(cast.users, ({ app }) => app);
  const categoryOf = Uint16Array.from(operations, ({ category }) => category);
  return (table) => ({
    ...table,
    app: table.user.map((user) => appOfUser[user]!),
    category: table.operation.map((operation) => categoryOf[operation]!),
    names,
    sources,
    operations,
  });
}
