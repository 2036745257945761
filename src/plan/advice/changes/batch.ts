import { kindOf } from '../../../engine/limit-plan.js';
import type { Columns } from '../../../trace/columns.js';
import { inTimeOrder } from './in-time-order.js';

/** Requests are collected for a while and sent as one. */
export interface BatchChange {
  readonly kind: 'batch';
  readonly merges: readonly Merge[];
  /** How long a batch that is not full waits for more, in whole microseconds. */
  readonly within: number;
}

/** Which requests become one. A request that two merges select belongs to the first. */
export interface Merge {
  /** Requests of these kinds (see `kindOf`) … */
  readonly kinds: readonly number[];
  /** … and of these operations, as the load's column `operation` numbers them; any if absent. */
  readonly operations?: readonly number[];
  /** Into one request go at most so many. */
  readonly most: number;
  /** Index of the category of the request that is sent. */
  readonly category: number;
}

/** Some requests that are sent as one. */
export interface Batch {
  /** Index into `merges`. */
  readonly merge: number;
  /** The place of its first request. */
  readonly first: number;
  /** When it is sent: when it is full, else when it has waited long enough. */
  at: number;
  requests: number;
  cost: number;
}

/**
 * Requests of one (app, user) pair, ad account, kind of token and kind of request (test or not) are collected
 * from the first one on, for `within` (inclusive) or until `most` are there.
 * @returns the batches in order of first request, and by `seq` whether a request is in one.
 */
export function formBatches(
  columns: Columns,
  { merges, within }: BatchChange,
): { readonly batches: readonly Batch[]; readonly isBatched: (seq: number) => boolean } {
  const { timestamp, user, adAccount, category, flags, cost, operation, length } = columns;
  const mergeOf = selectMerge(merges);
  const batches: Batch[] = [];
  const batched = new Uint8Array(length);
  const open = new Map<string, Batch>();
  for (let seq = 0; seq < length; seq++) {
    const merge = mergeOf(kindOf(category[seq]!, flags[seq]!), operation?.[seq]);
    if (merge === -1) continue;
    const t = timestamp[seq]!;
    const key = `${merge} ${user[seq]!} ${adAccount[seq]!} ${flags[seq]!}`;
    let batch = open.get(key);
    if (batch === undefined || t > batch.at) {
      batch = { merge, first: seq, at: t + within, requests: 0, cost: 0 };
      batches.push(batch);
      open.set(key, batch);
    }
    batched[seq] = 1;
    batch.cost += cost?.[seq] ?? 1;
    if (++batch.requests === merges[merge]!.most) {
      batch.at = t;
      open.delete(key);
    }
  }
  return { batches, isBatched: (seq) => batched[seq] === 1 };
}

/** Sends each batch as one request, which costs as much as its requests did together. */
export function batchRequests(columns: Columns, change: BatchChange): Columns {
  const { length } = columns;
  const { batches, isBatched } = formBatches(columns, change);
  const timestamp = columns.timestamp.slice(0, length);
  const category = columns.category.slice(0, length);
  const cost = columns.cost?.slice(0, length);
  for (const batch of batches) {
    timestamp[batch.first] = batch.at;
    category[batch.first] = change.merges[batch.merge]!.category;
    if (cost !== undefined) cost[batch.first] = batch.cost;
  }
  const firsts = new Set(batches.map(({ first }) => first));
  const kept = Uint32Array.from({ length }, (_, seq) => seq).filter(
    (seq) => !isBatched(seq) || firsts.has(seq),
  );
  const changed = { ...columns, timestamp, category, ...(cost === undefined ? {} : { cost }) };
  return inTimeOrder(changed, kept);
}

function selectMerge(
  merges: readonly Merge[],
): (kind: number, operation: number | undefined) => number {
  const sets = merges.map(({ kinds, operations }) => ({
    kinds: new Set(kinds),
    operations: operations === undefined ? undefined : new Set(operations),
  }));
  return (kind, operation) =>
    sets.findIndex(
      ({ kinds, operations }) =>
        kinds.has(kind) &&
        (operations === undefined || (operation !== undefined && operations.has(operation))),
    );
}
