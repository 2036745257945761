const DIGIT_BITS = 13;
const DIGITS = 2 ** DIGIT_BITS;
const LOW_BITS = 2 * DIGIT_BITS;
/** Below so many, comparing is faster than counting. */
const FEW = 2048;

/**
 * The order that sorts times stably, by counting digits from the lowest (radix sort: Knuth, "The Art of
 * Computer Programming", vol. 3, section 5.2.5); undefined if they never fall.
 * @param times whole numbers; only the first `length` are looked at.
 */
export function timeOrder(times: Float64Array, length: number): Uint32Array | undefined {
  if (neverFalls(times, length)) return undefined;
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  if (length < FEW) return order.sort((a, b) => times[a]! - times[b]! || a - b);
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < length; i++) {
    least = Math.min(least, times[i]!);
    most = Math.max(most, times[i]!);
  }
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const offset = times[i]! - least;
    const upper = Math.floor(offset / 2 ** LOW_BITS);
    high[i] = upper;
    low[i] = offset - upper * 2 ** LOW_BITS;
  }
  return countDigits(order, low, high, most - least);
}

function neverFalls(times: Float64Array, length: number): boolean {
  for (let i = 1; i < length; i++) if (times[i - 1]! > times[i]!) return false;
  return true;
}

function countDigits(
  first: Uint32Array,
  low: Uint32Array,
  high: Uint32Array,
  span: number,
): Uint32Array {
  let order = first;
  let other: Uint32Array = new Uint32Array(first.length);
  for (let bits = 0; span >= 2 ** bits; bits += DIGIT_BITS) {
    const word = bits < LOW_BITS ? low : high;
    const shift = bits % LOW_BITS;
    const places = new Uint32Array(DIGITS + 1);
    for (const value of word) places[((value >>> shift) & (DIGITS - 1)) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) places[digit + 1]! += places[digit]!;
    for (const index of order) {
      other[places[(word[index]! >>> shift) & (DIGITS - 1)]!++] = index;
    }
    [order, other] = [other, order];
  }
  return order;
}
