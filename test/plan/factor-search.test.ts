import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFactorGrid } from '../../src/plan/factor-grid.js';
import {
  searchFactors,
  type FactorQuestion,
  type FoundFactors,
} from '../../src/plan/factor-search.js';

/** Searches among made-up answers, every factor at a cost of 1, and notes what is asked for together. */
async function search(
  holds: (factor: number) => boolean,
  change: Partial<FactorQuestion> & { readonly precision?: number } = {},
): Promise<{ readonly found: FoundFactors; readonly asked: number[][] }> {
  const asked: number[][] = [];
  const found = await searchFactors({
    grid: createFactorGrid(change.precision ?? 0.01),
    range: { smallest: 0.01, largest: 1000 },
    costOf: () => 1,
    budget: 1e6,
    isSteady: false,
    ask: (factors) => {
      asked.push([...factors]);
      return Promise.resolve(factors.map((factor) => holds(factor)));
    },
    ...change,
  });
  return { found, asked };
}

/** The factors of a grid of whole percents from 1 to below 10. */
const PERCENTS = Array.from({ length: 900 }, (_, i) => (100 + i) / 100);

describe('the search for a factor', () => {
  it('finds the last of the grid that holds, and the step above that does not', async () => {
    const limits = fc.double({ min: 0.0101, max: 999, noNaN: true });
    const precisions = fc.constantFrom(0.001, 0.01, 0.1);
    await fc.assert(
      fc.asyncProperty(limits, precisions, fc.boolean(), async (most, precision, isSteady) => {
        const { found } = await search((factor) => factor <= most, { precision, isSteady });
        expect(found.held).toBeLessThanOrEqual(most);
        expect(found.failed).toBeGreaterThan(most);
        expect(found.failed! / found.held! - 1).toBeLessThanOrEqual(precision + 1e-12);
        expect(found).not.toHaveProperty('heldAgain');
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('finds the first of the grid that fails, however narrow, where the budget allows to try all below', async () => {
    const failing = fc.uniqueArray(fc.constantFrom(...PERCENTS.slice(1)), { maxLength: 6 });
    const ends = fc.constantFrom(...PERCENTS.slice(1));
    await fc.assert(
      fc.asyncProperty(failing, ends, async (flickers, end) => {
        const holds = (factor: number): boolean => factor < end && !flickers.includes(factor);
        const { found } = await search(holds);
        const first = Math.min(end, ...flickers);
        expect(found.failed).toBe(first);
        expect(found.held).toBe(PERCENTS[PERCENTS.indexOf(first) - 1]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('finds it below 1 from the smallest that was tried', async () => {
    // 1 fails, 0.46 is the first coarse one that holds, tried beside 0.681; 0.5 flickers below the end at 0.9.
    const { found } = await search((factor) => factor < 0.9 && factor !== 0.5);
    expect(found).toMatchObject({ held: 0.499, failed: 0.5, heldAgain: 0.899 });
  });

  it('is right about every factor that it reports, whatever holds and whatever it may spend', async () => {
    const budgets = fc.integer({ min: 0, max: 300 });
    await fc.assert(
      fc.asyncProperty(fc.func(fc.boolean()), budgets, async (holds, budget) => {
        const { found, asked } = await search(holds, { budget });
        const { held, failed, heldAgain } = found;
        const tried = asked.flat();
        expect(new Set(tried).size).toBe(tried.length);
        expect(found).toMatchObject({ tried: tried.length, highest: Math.max(...tried) });
        expect(failed).toBe(
          tried.some((factor) => !holds(factor))
            ? Math.min(...tried.filter((factor) => !holds(factor)))
            : undefined,
        );
        const below = tried.filter((factor) => factor < (failed ?? Infinity));
        expect(held).toBe(below.length === 0 ? undefined : Math.max(...below));
        if (heldAgain === undefined) return;
        expect(holds(heldAgain)).toBe(true);
        expect(heldAgain).toBeGreaterThan(failed!);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('ends at the bounds of what is tried', async () => {
    const found = async (holds: (factor: number) => boolean): Promise<FoundFactors> =>
      (await search(holds)).found;
    expect(await found(() => true)).toEqual({ held: 1000, highest: 1000, tried: 2701 });
    expect(await found(() => false)).toMatchObject({ failed: 0.01 });
    expect(await found(() => false)).not.toHaveProperty('held');
    expect(await found((factor) => factor <= 0.01)).toMatchObject({ held: 0.01, failed: 0.0101 });
  });
});

describe('what a search costs', () => {
  const upTo38 = (factor: number): boolean => factor <= 38;
  const costOf = (factor: number): number => factor;

  it('is few questions before it checks', async () => {
    const { asked } = await search(upTo38, { budget: 0 });
    expect(asked.flat().length).toBeLessThanOrEqual(20);
  });

  it('is no more for checking than the budget, evenly spread', async () => {
    const spent = async (budget: number): Promise<number> => {
      const { asked } = await search(upTo38, { budget, costOf });
      return asked.flat().reduce((sum, factor) => sum + factor, 0);
    };
    const checking = (await spent(5000)) - (await spent(0));
    expect(checking).toBeGreaterThan(2500);
    expect(checking).toBeLessThanOrEqual(5000);
    const { asked } = await search(upTo38, { budget: 5000, costOf });
    const tried = asked.flat().toSorted((a, b) => a - b);
    const gaps = tried.slice(1).flatMap((factor, i) => (factor > 38 ? [] : factor / tried[i]!));
    expect(Math.max(...gaps)).toBeLessThan(1.06);
  });

  it('is no more for checking than for searching, where the objective is steady', async () => {
    const { tried: steady } = (await search(upTo38, { isSteady: true })).found;
    const { tried: unsteady } = (await search(upTo38)).found;
    expect(steady).toBeGreaterThan(30);
    expect(steady).toBeLessThan(50);
    expect(unsteady).toBeGreaterThan(900 + 280);
  });

  it('asks for dear factors one by one, and for none beyond one that fails', async () => {
    const { found, asked } = await search(upTo38, { budget: 100, costOf });
    expect(found).toMatchObject({ held: 38, failed: 38.1 });
    const checked = asked.at(-1)!;
    expect(checked.length).toBeGreaterThan(2);
    const dear = asked.slice(0, -1).filter((factors) => Math.max(...factors) > 10);
    expect(dear.every(({ length }) => length === 1)).toBe(true);
    expect(found.highest).toBe(46.4);
    expect((await search(upTo38, { costOf })).found.highest).toBe(68.1);
  });
});
