import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askFigure } from '../../src/plan/ask-figure.js';
import { RUNS } from '../laws/runs.js';

it.each([
  [1, 1],
  [13, 13],
  [49, 49],
  [52, 55],
  [99, 100],
  [117, 120],
  [523, 550],
  [1001, 1100],
  [120_000, 120_000],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
])('asks for %i as %i', (needed, asked) => {
  expect(askFigure(needed)).toBe(asked);
});

it('asks for at least what is needed and less than a tenth more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), (needed) => {
      expect(askFigure(needed)).toBeGreaterThanOrEqual(needed);
      expect(askFigure(needed)).toBeLessThan(needed * 1.1);
    }),
    RUNS,
  );
});
