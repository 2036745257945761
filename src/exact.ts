/** Products and quotients of whole numbers, exact also where a product passes 2⁵³. */

/** A float64 product is off by at most one part in 2⁵³; two that differ by more than this share are ordered for certain. */
const CERTAIN = 2 ** -51;

/** Whether a·b ≤ c·d, exactly. All are whole numbers. */
export function productAtMost(a: number, b: number, c: number, d: number): boolean {
  const left = a * b;
  const right = c * d;
  if (Math.abs(left - right) > (Math.abs(left) + Math.abs(right)) * CERTAIN) return left < right;
  if (Math.abs(left) <= Number.MAX_SAFE_INTEGER && Math.abs(right) <= Number.MAX_SAFE_INTEGER) {
    return left <= right;
  }
  return BigInt(a) * BigInt(b) <= BigInt(c) * BigInt(d);
}

/** ⌊a·b / divisor⌋, exactly, for whole numbers a, b ≥ 0 and divisor > 0. */
export function mulDivFloor(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / divisor);
  return Number((BigInt(a) * BigInt(b)) / BigInt(divisor));
}

/** ⌈a·b / divisor⌉, exactly, for whole numbers a, b ≥ 0 and divisor > 0. */
export function mulDivCeil(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.ceil(product / divisor);
  const big = BigInt(divisor);
  return Number((BigInt(a) * BigInt(b) + big - 1n) / big);
}

/** a·b mod divisor, exactly, for whole numbers a, b ≥ 0 and divisor > 0. */
export function mulMod(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return product % divisor;
  return Number((BigInt(a) * BigInt(b)) % BigInt(divisor));
}
