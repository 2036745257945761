import type { Columns } from './columns.js';

/**
 * The requests of a span of time, as views of the same columns.
 * @param from inclusive, @param to exclusive; whole microseconds since the epoch.
 */
export function selectSpan<C extends Columns>(columns: C, from: number, to: number): C {
  const { timestamp, length } = columns;
  const first = firstAtOrAfter(timestamp, length, from);
  const end = Math.max(first, firstAtOrAfter(timestamp, length, to));
  const cut = Object.entries(columns).map(([name, column]) => [
    name,
    ArrayBuffer.isView(column)
      ? (column as Float64Array).subarray(first, end)
      : (column as unknown),
  ]);
  return { ...(Object.fromEntries(cut) as C), length: end - first };
}

/** How many of the first `length` sorted times are before `t`. */
export function firstAtOrAfter(sorted: Float64Array, length: number, t: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
