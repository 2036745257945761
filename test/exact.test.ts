import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulDivCeil, mulDivFloor, mulMod, productAtMost } from '../src/exact.js';
import { RUNS } from './laws/runs.js';

const whole = fc.oneof(
  fc.integer({ min: 0, max: 1000 }),
  fc.maxSafeNat(),
  fc.constantFrom(2 ** 26, 2 ** 26 + 1, 94_906_265, 94_906_266, 2 ** 53 - 1),
);
const positive = whole.map((value) => Math.max(1, value));

/** a, b and a divisor that is at least b, so that the quotient is no larger than a; often a multiple or one off it. */
const division = fc
  .tuple(whole, positive, positive, fc.constantFrom(0, 1, -1))
  .map(([a, b, c, nudge]) => {
    const divisor = Math.max(b, c);
    const multiple = Math.floor(a / divisor) * divisor + nudge;
    return [nudge === 0 && c % 2 === 0 ? a : Math.max(0, multiple), b, divisor] as const;
  });

describe('productAtMost', () => {
  it('orders any two products', () => {
    const signed = fc.tuple(whole, fc.boolean()).map(([value, minus]) => (minus ? -value : value));
    fc.assert(
      fc.property(whole, whole, signed, whole, (a, b, c, d) => {
        expect(productAtMost(a, b, c, d)).toBe(BigInt(a) * BigInt(b) <= BigInt(c) * BigInt(d));
      }),
      RUNS,
    );
  });

  it('orders products that are equal or nearly so', () => {
    const nudge = fc.integer({ min: -2, max: 2 });
    fc.assert(
      fc.property(positive, positive, nudge, nudge, (a, b, x, y) => {
        const [c, d] = [Math.max(0, b + x), Math.max(0, a + y)];
        fc.pre(Number.isSafeInteger(c) && Number.isSafeInteger(d));
        expect(productAtMost(a, b, c, d)).toBe(BigInt(a) * BigInt(b) <= BigInt(c) * BigInt(d));
      }),
      RUNS,
    );
  });

  it('tells apart products that float64 cannot', () => {
    const a = 2 ** 27 + 1;
    expect(a * a).toBe((a - 1) * (a + 1));
    expect(productAtMost(a, a, a - 1, a + 1)).toBe(false);
    expect(productAtMost(a - 1, a + 1, a, a)).toBe(true);
  });
});

describe('division of a product', () => {
  it('is exact in its floor, its ceiling and its remainder', () => {
    fc.assert(
      fc.property(division, ([a, b, divisor]) => {
        const product = BigInt(a) * BigInt(b);
        const by = BigInt(divisor);
        expect(mulDivFloor(a, b, divisor)).toBe(Number(product / by));
        expect(mulDivCeil(a, b, divisor)).toBe(Number((product + by - 1n) / by));
        expect(mulMod(a, b, divisor)).toBe(Number(product % by));
      }),
      RUNS,
    );
  });

  it('is exact just past what float64 holds', () => {
    const a = 94_906_267;
    expect(BigInt(a * a)).not.toBe(BigInt(a) * BigInt(a));
    expect(mulDivFloor(a, a, a)).toBe(a);
    expect(mulDivCeil(a, a, a)).toBe(a);
    expect(mulMod(a, a, a - 1)).toBe(1);
    expect(mulDivCeil(a, a, a - 1)).toBe(a + 2);
  });
});
