import { describe, expect, it } from 'vitest';
import {
  meanInterval,
  medianInterval,
  pairedInterval,
  proportionInterval,
  unpairedInterval,
} from '../../src/result/confidence.js';

const oneTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('intervals', () => {
  it('of a mean are Student’s', () => {
    // t(0.975; 4) = 2.776445, s² = 2.5: 2.776445·√(2.5/5) = 1.963243.
    const { estimate, low, high } = meanInterval(oneTo(5), 0.95);
    expect(estimate).toBe(3);
    expect(low).toBeCloseTo(3 - 1.963243, 6);
    expect(high).toBeCloseTo(3 + 1.963243, 6);
  });

  it('of a median lie between order statistics: for 10 values the 2nd and the 9th, for 20 the 6th and the 15th', () => {
    expect(medianInterval(oneTo(6), 0.95)).toEqual({ estimate: 3, low: 1, high: 6 });
    expect(medianInterval(oneTo(10), 0.95)).toEqual({ estimate: 5, low: 2, high: 9 });
    expect(medianInterval(oneTo(20), 0.95)).toEqual({ estimate: 10, low: 6, high: 15 });
  });

  it('of a proportion are Clopper and Pearson’s: 0 of 10 is at most 30.85 %', () => {
    const never = proportionInterval(new Array<boolean>(10).fill(false), 0.95);
    expect(never).toMatchObject({ estimate: 0, low: 0 });
    expect(never.high).toBeCloseTo(1 - 0.025 ** (1 / 10), 9);
    const half = proportionInterval([true, false, true, false], 0.95);
    expect(half.low).toBeCloseTo(0.06758599, 6);
    expect(half.high).toBeCloseTo(0.93241401, 6);
  });

  it('of a difference of pairs see only what differs within them', () => {
    const a = [10, 200, 3000];
    const b = [11, 202, 3003];
    const paired = pairedInterval(a, b, 0.95);
    const unpaired = unpairedInterval(a, b, 0.95);
    expect(paired.estimate).toBe(2);
    expect(unpaired.estimate).toBe(2);
    // t(0.975; 2) = 4.302653, s = 1.
    expect(paired.high).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 6);
    expect(unpaired.high! - unpaired.low!).toBeGreaterThan(1000);
  });

  it('of independent means are Welch’s', () => {
    // Variances 2.5 and 10 of 5 values each: standard error √2.5, (0.5 + 2)² / (0.5²/4 + 2²/4) = 5.882 degrees of freedom.
    const { estimate, high } = unpairedInterval(oneTo(5), [2, 4, 6, 8, 10], 0.95);
    expect(estimate).toBe(3);
    expect(high).toBeCloseTo(3 + 2.458802 * Math.sqrt(2.5), 4);
  });

  it('have no bounds where there are too few values, and none at all of nothing', () => {
    expect(meanInterval([7], 0.95)).toEqual({ estimate: 7, low: null, high: null });
    expect(medianInterval(oneTo(5), 0.95)).toEqual({ estimate: 3, low: null, high: null });
    expect(unpairedInterval([1], [2, 3], 0.95)).toEqual({ estimate: 1.5, low: null, high: null });
    for (const of of [meanInterval, medianInterval]) {
      expect(of([], 0.95)).toEqual({ estimate: null, low: null, high: null });
    }
    expect(proportionInterval([], 0.95)).toEqual({ estimate: null, low: null, high: null });
    expect(unpairedInterval([], [1], 0.95)).toEqual({ estimate: null, low: null, high: null });
  });

  it('are points where nothing varies', () => {
    expect(meanInterval([0, 0, 0], 0.95)).toEqual({ estimate: 0, low: 0, high: 0 });
    expect(unpairedInterval([1, 1], [3, 3], 0.95)).toEqual({ estimate: 2, low: 2, high: 2 });
  });
});
