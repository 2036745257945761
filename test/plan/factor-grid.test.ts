import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFactorGrid } from '../../src/plan/factor-grid.js';

describe('the grid of factors', () => {
  const percent = createFactorGrid(0.01);
  const around = (place: number): number[] => [-1, 0, 1].map((step) => percent.at(place + step));

  it('has 1 at place 0 and steps of the precision times the power of ten below', () => {
    expect(around(0)).toEqual([0.999, 1, 1.01]);
    expect(around(900)).toEqual([9.99, 10, 10.1]);
    expect(around(1800)).toEqual([99.9, 100, 101]);
    expect(around(-900)).toEqual([0.0999, 0.1, 0.101]);
  });

  it('holds every decimal figure of its digits exactly', () => {
    for (let hundredths = 100; hundredths < 1000; hundredths++) {
      const figure = Number(`${hundredths}e-2`);
      expect(percent.at(percent.atMost(figure))).toBe(figure);
    }
  });

  it('makes a precision that does not divide 1 finer', () => {
    const factors = (precision: number, places: readonly number[]): number[] => {
      const grid = createFactorGrid(precision);
      return places.map((place) => grid.at(place));
    };
    expect(factors(0.3, [0, 1, 2, 3, 4])).toEqual([1, 1.25, 1.5, 1.75, 2]);
    expect(factors(0.1, [0, 1, 2])).toEqual([1, 1.1, 1.2]);
    expect(factors(1, [0, 1, 9, 10])).toEqual([1, 2, 10, 20]);
  });

  it('rises, by the precision at most, and finds the place of every factor', () => {
    const precisions = fc.constantFrom(0.001, 0.003, 0.01, 0.07, 0.25, 1);
    const factors = fc.double({ min: 0.01, max: 1000, noNaN: true });
    fc.assert(
      fc.property(precisions, factors, (precision, factor) => {
        const grid = createFactorGrid(precision);
        const place = grid.atMost(factor);
        const [here, above] = [grid.at(place), grid.at(place + 1)];
        expect(here).toBeLessThanOrEqual(factor);
        expect(above).toBeGreaterThan(factor);
        expect(above / here - 1).toBeLessThanOrEqual(precision + 1e-12);
        expect(grid.atMost(here)).toBe(place);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
