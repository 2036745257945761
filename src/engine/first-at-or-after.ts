/** The first index from `from` on, below `length`, at which a time is at least t; `length` if there is none. Times never fall. */
export function firstAtOrAfter(
  times: Float64Array,
  t: number,
  from: number,
  length: number,
): number {
  let step = 1;
  while (from + step < length && times[from + step]! < t) step *= 2;
  let low = from + (step >> 1);
  let high = Math.min(length, from + step);
  if (low < length && times[low]! >= t) return low;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! < t) low = middle;
    else high = middle;
  }
  return high;
}
