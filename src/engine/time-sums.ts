import { widened } from '../trace/growable.js';

/** Whole numbers that fall on instants: distinct times in rising order, and the sum of what falls on each. */
export interface TimeSums {
  /** Whole microseconds. */
  readonly at: Float64Array;
  readonly sum: Float64Array;
}

/** Collects what falls on instants as time goes on. */
export interface TimeSumsBuilder {
  /** Times never fall. */
  add(t: number, amount: number): void;
  finish(): TimeSums;
}

const FIRST_CAPACITY = 64;
const floats = (length: number): Float64Array => new Float64Array(length);

/** Sums on which nothing has fallen yet. */
export function createTimeSums(): TimeSumsBuilder {
  let at = floats(FIRST_CAPACITY);
  let sum = floats(FIRST_CAPACITY);
  let size = 0;
  return {
    add(t, amount) {
      if (size > 0 && at[size - 1] === t) {
        sum[size - 1]! += amount;
        return;
      }
      if (size === at.length) {
        at = widened(at, floats);
        sum = widened(sum, floats);
      }
      at[size] = t;
      sum[size++] = amount;
    },
    finish: () => ({ at: at.slice(0, size), sum: sum.slice(0, size) }),
  };
}

/** What falls on every instant in either. */
export function mergeTimeSums(a: TimeSums, b: TimeSums): TimeSums {
  const lengthOfA = a.at.length;
  const lengthOfB = b.at.length;
  const at = floats(lengthOfA + lengthOfB);
  const sum = floats(lengthOfA + lengthOfB);
  let size = 0;
  let i = 0;
  let j = 0;
  for (; i < lengthOfA && j < lengthOfB; size++) {
    const ofA = a.at[i]!;
    const ofB = b.at[j]!;
    at[size] = Math.min(ofA, ofB);
    if (ofA <= ofB) sum[size]! += a.sum[i++]!;
    if (ofB <= ofA) sum[size]! += b.sum[j++]!;
  }
  const [rest, from] = i < lengthOfA ? [a, i] : [b, j];
  at.set(rest.at.subarray(from), size);
  sum.set(rest.sum.subarray(from), size);
  size += rest.at.length - from;
  return { at: at.subarray(0, size), sum: sum.subarray(0, size) };
}
