import type { Columns } from '../../trace/columns.js';
import { timeOrder } from '../../workload/generate/time-order.js';

/**
 * How requests are multiplied. A copy is (seq, copy): copy 0 is the request itself, and copy c comes with
 * factors above c.
 */
export interface CopyRule {
  /** The smallest factor at which the copy is present, in (copy, copy + 1]. */
  birth(seq: number, copy: number): number;
  /** By how much the copy's time is shifted, in whole microseconds; 0 for the request itself. */
  shift(seq: number, copy: number): number;
}

/** Copies of a load's requests, in order of time, then original, then copy. */
export interface Copies {
  readonly length: number;
  /** Index of the original. */
  readonly source: Uint32Array;
  /** The smallest factor at which the copy is present. */
  readonly birth: Float64Array;
  /** Whole microseconds. */
  readonly timestamp: Float64Array;
}

/** How many steps the number of copies takes to double. */
const STEPS_A_DOUBLING = 4;

/** So many copies of each request are enough for a factor; few numbers serve many factors, and none is a quarter too many. */
export function copiesFor(factor: number): number {
  if (factor <= 1) return 1;
  const step = 2 ** Math.floor(Math.log2(factor)) / STEPS_A_DOUBLING;
  return Math.ceil(Math.ceil(factor / step) * step);
}

/** The first `copies` copies of every request. */
export function makeCopies(columns: Columns, rule: CopyRule, copies: number): Copies {
  const length = columns.length * copies;
  const source = new Uint32Array(length);
  const birth = new Float64Array(length);
  const timestamp = new Float64Array(length);
  for (let seq = 0, at = 0; seq < columns.length; seq++) {
    const time = columns.timestamp[seq]!;
    for (let copy = 0; copy < copies; copy++, at++) {
      source[at] = seq;
      birth[at] = rule.birth(seq, copy);
      timestamp[at] = time + rule.shift(seq, copy);
    }
  }
  const order = timeOrder(timestamp, length);
  if (order === undefined) return { length, source, birth, timestamp };
  return {
    length,
    source: pick(source, order, new Uint32Array(length)),
    birth: pick(birth, order, new Float64Array(length)),
    timestamp: pick(timestamp, order, new Float64Array(length)),
  };
}

/** Of some copies those that are present at a factor. */
export function presentAt(all: Copies, factor: number): Copies {
  let length = 0;
  for (const birth of all.birth) if (birth <= factor) length++;
  if (length === all.length) return all;
  const source = new Uint32Array(length);
  const birth = new Float64Array(length);
  const timestamp = new Float64Array(length);
  for (let i = 0, at = 0; at < length; i++) {
    if (all.birth[i]! > factor) continue;
    source[at] = all.source[i]!;
    birth[at] = all.birth[i]!;
    timestamp[at++] = all.timestamp[i]!;
  }
  return { length, source, birth, timestamp };
}

/** Which copy of its original one is: 0 for the request itself. */
export function copyOf({ birth }: Copies, i: number): number {
  return Math.ceil(birth[i]!) - 1;
}

/** The requests that copies stand for, as their originals but for the time; recorded answers are left out. */
export function copiedColumns(
  { category, flags, app, user, adAccount, cost, names }: Columns,
  { length, source, timestamp }: Copies,
): Columns {
  return {
    length,
    timestamp,
    category: pick(category, source, new Uint16Array(length)),
    flags: pick(flags, source, new Uint8Array(length)),
    app: pick(app, source, new Uint32Array(length)),
    user: pick(user, source, new Uint32Array(length)),
    adAccount: pick(adAccount, source, new Uint32Array(length)),
    ...(cost === undefined ? {} : { cost: pick(cost, source, new Float64Array(length)) }),
    names,
  };
}

function pick<T extends Record<number, number>>(from: T, places: Uint32Array, to: T): T {
  for (let i = 0; i < places.length; i++) to[i] = from[places[i]!]!;
  return to;
}
