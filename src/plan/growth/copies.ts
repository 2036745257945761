import type { Columns } from '../../trace/columns.js';
import { pick } from '../../trace/pick-requests.js';
import { timeOrder } from '../../trace/time-order.js';

/**
 * How requests are multiplied. A copy is (seq, copy): copy 0 is the request itself, and copy c comes with
 * factors above c.
 */
export interface CopyRule {
  /** The smallest factor at which the copy is present, in (copy, copy + 1]. */
  birth(seq: number, copy: number): number;
  /** By how much the time of a copy >= 1 is shifted, in whole microseconds. */
  shift(seq: number, copy: number): number;
}

/** Copies of a load's requests, in order of time, then original, then copy. */
export interface Copies {
  readonly length: number;
  /** Index of the original. */
  readonly source: Uint32Array;
  /** Which copy of its original; 0 is the request itself. */
  readonly copy: Uint16Array;
  /** Whole microseconds. */
  readonly timestamp: Float64Array;
}

/** The copies of every request from one on, and before another. */
export function makeCopies(columns: Columns, rule: CopyRule, from: number, to: number): Copies {
  const made = emptyCopies(columns.length * (to - from));
  const { source, copy, timestamp, length } = made;
  for (let seq = 0, at = 0; seq < columns.length; seq++) {
    const time = columns.timestamp[seq]!;
    for (let one = from; one < to; one++, at++) {
      source[at] = seq;
      copy[at] = one;
      timestamp[at] = one === 0 ? time : time + rule.shift(seq, one);
    }
  }
  const order = timeOrder(timestamp, length);
  if (order === undefined) return made;
  return {
    length,
    source: pick(source, order, new Uint32Array(length)),
    copy: pick(copy, order, new Uint16Array(length)),
    timestamp: pick(timestamp, order, new Float64Array(length)),
  };
}

/** Copies of the same requests together. @param more of higher copies than any of the others. */
export function mergeCopies(some: Copies, more: Copies): Copies {
  const merged = emptyCopies(some.length + more.length);
  const { source, copy, timestamp, length } = merged;
  for (let at = 0, i = 0, k = 0; at < length; at++) {
    const gap =
      i === some.length ? 1 : k === more.length ? -1 : some.timestamp[i]! - more.timestamp[k]!;
    if (gap < 0 || (gap === 0 && some.source[i]! <= more.source[k]!)) {
      source[at] = some.source[i]!;
      copy[at] = some.copy[i]!;
      timestamp[at] = some.timestamp[i++]!;
    } else {
      source[at] = more.source[k]!;
      copy[at] = more.copy[k]!;
      timestamp[at] = more.timestamp[k++]!;
    }
  }
  return merged;
}

/** Of some copies those that are present at a factor. @param requests of which they are copies. */
export function presentAt(all: Copies, rule: CopyRule, requests: number, factor: number): Copies {
  const whole = Math.floor(factor);
  const counts = new Uint16Array(requests);
  let length = 0;
  for (let seq = 0; seq < requests; seq++) {
    const count = rule.birth(seq, whole) <= factor ? whole + 1 : whole;
    counts[seq] = count;
    length += count;
  }
  if (length === all.length) return all;
  const present = emptyCopies(length);
  const { source, copy, timestamp } = present;
  for (let i = 0, at = 0; at < length; i++) {
    const seq = all.source[i]!;
    const one = all.copy[i]!;
    if (one >= counts[seq]!) continue;
    source[at] = seq;
    copy[at] = one;
    timestamp[at++] = all.timestamp[i]!;
  }
  return present;
}

function emptyCopies(length: number): {
  readonly length: number;
  readonly source: Uint32Array;
  readonly copy: Uint16Array;
  readonly timestamp: Float64Array;
} {
  return {
    length,
    source: new Uint32Array(length),
    copy: new Uint16Array(length),
    timestamp: new Float64Array(length),
  };
}
