import type { TimeUnit } from '../../time.js';

const TWO_32 = 2 ** 32;

/**
 * Times that count a unit since the epoch, in whole microseconds; what is below one is cut. One that a float64 does not
 * hold exactly comes out near its value, and so is no safe integer.
 */
export function microseconds(values: BigInt64Array, length: number, unit: TimeUnit): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, length * 2);
  const times = new Float64Array(length);
  if (unit === 'ns') {
    for (let i = 0; i < length; i++) times[i] = thousandth(words[2 * i + 1]!, words[2 * i]! >>> 0);
    return times;
  }
  const factor = { s: 1e6, ms: 1e3, us: 1 }[unit];
  for (let i = 0; i < length; i++) {
    times[i] = (words[2 * i + 1]! * TWO_32 + (words[2 * i]! >>> 0)) * factor;
  }
  return times;
}

/** ⌊(high · 2³² + low) / 1000⌋, exactly: long division by halves. */
function thousandth(high: number, low: number): number {
  const quotient = Math.floor(high / 1000);
  const rest = high - quotient * 1000;
  return quotient * TWO_32 + Math.floor((rest * TWO_32 + low) / 1000);
}
