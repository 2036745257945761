import { InputError } from '../../errors.js';
import { timeOrder } from '../../trace/time-order.js';

/** Requests in columns, in time order. What the numbers mean is said in `WorkloadColumns`. */
export interface RequestTable {
  readonly length: number;
  readonly timestamp: Float64Array;
  readonly user: Uint32Array;
  readonly adAccount: Uint32Array;
  readonly operation: Uint16Array;
  readonly source: Uint16Array;
  readonly flags: Uint8Array;
  readonly cost?: Float64Array;
}

/** Requests that come in any order and leave in time order. */
export interface RequestBuffer {
  /** @throws InputError, at the source, if there are too many to be held in memory. */
  push(
    timestamp: number,
    user: number,
    adAccount: number,
    operation: number,
    source: number,
    flags: number,
    cost: number,
  ): void;
  /**
   * Whether there is much to take out: so many requests, and twice as many as were left behind the last
   * time, so that those that stay long are not sorted again too often.
   */
  isFull(): boolean;
  /** Takes out all requests before an instant; those of one instant in the order in which they came. */
  takeBefore(end: number): RequestTable;
}

type TypedArray = Float64Array | Uint32Array | Uint16Array | Uint8Array;

const FIRST_CAPACITY = 4096;
const FULL = 2 ** 16;
/** So many take some gigabytes of memory. */
const MOST = 2 ** 26;

/**
 * An empty buffer.
 * @param costly whether costs are kept; if not, every request costs 1.
 */
export function createRequestBuffer(costly: boolean): RequestBuffer {
  let capacity = FIRST_CAPACITY;
  let length = 0;
  let left = 0;
  let timestamps = new Float64Array(capacity);
  let users = new Uint32Array(capacity);
  let adAccounts = new Uint32Array(capacity);
  let operations = new Uint16Array(capacity);
  let sources = new Uint16Array(capacity);
  let flagBits = new Uint8Array(capacity);
  let costs = new Float64Array(costly ? capacity : 0);

  const widen = (source: number): void => {
    if (capacity === MOST) throw tooMany(source);
    capacity *= 2;
    timestamps = widened(timestamps, new Float64Array(capacity));
    users = widened(users, new Uint32Array(capacity));
    adAccounts = widened(adAccounts, new Uint32Array(capacity));
    operations = widened(operations, new Uint16Array(capacity));
    sources = widened(sources, new Uint16Array(capacity));
    flagBits = widened(flagBits, new Uint8Array(capacity));
    if (costly) costs = widened(costs, new Float64Array(capacity));
  };

  return {
    push(timestamp, user, adAccount, operation, source, flags, cost) {
      if (length === capacity) widen(source);
      timestamps[length] = timestamp;
      users[length] = user;
      adAccounts[length] = adAccount;
      operations[length] = operation;
      sources[length] = source;
      flagBits[length] = flags;
      if (costly) costs[length] = cost;
      length++;
    },
    isFull: () => length >= Math.max(FULL, 2 * left),
    takeBefore(end) {
      const order = timeOrder(timestamps, length);
      const taken = countBefore(timestamps, length, order, end);
      const kept = length - taken;
      const take = <T extends TypedArray>(column: T, result: T): T => {
        gather(column, order, 0, result);
        const rest = column.slice(0, kept);
        gather(column, order, taken, rest);
        column.set(rest);
        return result;
      };
      length = kept;
      left = kept;
      return {
        length: taken,
        timestamp: take(timestamps, new Float64Array(taken)),
        user: take(users, new Uint32Array(taken)),
        adAccount: take(adAccounts, new Uint32Array(taken)),
        operation: take(operations, new Uint16Array(taken)),
        source: take(sources, new Uint16Array(taken)),
        flags: take(flagBits, new Uint8Array(taken)),
        ...(costly ? { cost: take(costs, new Float64Array(taken)) } : {}),
      };
    },
  };
}

function tooMany(source: number): InputError {
  return new InputError(
    `more than ${MOST.toLocaleString('en-US')} requests fall in one hour, or are under way beyond it; lower the rate, or the calls of each firing`,
    { location: { pointer: `/sources/${source}` } },
  );
}

function widened<T extends TypedArray>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Fills `to` with what stands from place `first` of the order on. */
function gather(
  from: TypedArray,
  order: Uint32Array | undefined,
  first: number,
  to: TypedArray,
): void {
  if (order === undefined) to.set(from.subarray(first, first + to.length));
  else for (let i = 0; i < to.length; i++) to[i] = from[order[first + i]!]!;
}

function countBefore(
  times: Float64Array,
  length: number,
  order: Uint32Array | undefined,
  end: number,
): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[order === undefined ? middle : order[middle]!]! < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
