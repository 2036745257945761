import type { TimeUnit } from '../../time.js';

const TWO_32 = 2 ** 32;

/**
 * Times that count a unit since the epoch, in whole microseconds; what is below one is cut. One that a float64 does not
 * hold exactly comes out near its value, and so is no safe integer.
 */
export function microseconds(values: BigInt64Array, length: number, unit: TimeUnit): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, length * 2);
  const times = new Float64Array(length);
  const factor = { s: 1e6, ms: 1e3, us: 1, ns: 1 }[unit];
  for (let i = 0; i < length; i++) {
    const low = words[2 * i]! >>> 0;
    const high = words[2 * i + 1]!;
    times[i] = unit === 'ns' ? thousandth(high, low) : (high * TWO_32 + low) * factor;
  }
  return times;
}

/** ⌊(high · 2³² + low) / 1000⌋, exactly: long division by halves. */
function thousandth(high: number, low: number): number {
  const quotient = Math.floor(high / 1000);
  const rest = high - quotient * 1000;
  return quotient * TWO_32 + Math.floor((rest * TWO_32 + low) / 1000);
}
