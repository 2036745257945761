import { expect, it } from 'vitest';
import { namedStream, uniformAt } from '../src/random.js';

it('gives each name a stream of its own, the same for the same seed', () => {
  const draws = (seed: number, name: string): number[] => {
    const stream = namedStream(seed, name);
    return [stream(), stream(), stream()];
  };
  expect(draws(1, 'arrivals')).toEqual(draws(1, 'arrivals'));
  expect(draws(1, 'arrivals')).not.toEqual(draws(1, 'sessions'));
  expect(draws(1, 'arrivals')).not.toEqual(draws(2, 'arrivals'));
});

it('draws by coordinates alone: the same in any order, another for any other coordinate', () => {
  const forwards = [1, 2, 3].map((attempt) => uniformAt(1, 10, attempt, 0));
  const backwards = [3, 2, 1].map((attempt) => uniformAt(1, 10, attempt, 0)).reverse();
  expect(forwards).toEqual(backwards);
  const others = [
    uniformAt(2, 10, 1, 0),
    uniformAt(1, 11, 1, 0),
    uniformAt(1, 10, 2, 0),
    uniformAt(1, 10, 1, 1),
    uniformAt(1 + 2 ** 32, 10, 1, 0),
  ];
  expect(new Set([uniformAt(1, 10, 1, 0), ...others]).size).toBe(6);
});

/**
 * Chi-square over cells that should fill evenly. Under uniformity the statistic has mean `cells − 1` and
 * standard deviation √(2(cells − 1)); four of these either way is missed once in 16,000 by chance.
 */
function chiSquareDeviation(values: readonly number[], cells: number): number {
  const counts = new Float64Array(cells);
  for (const value of values) counts[Math.floor(value * cells)]!++;
  const expected = values.length / cells;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (statistic - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

const N = 200_000;
const walks: readonly (readonly [string, (i: number) => number])[] = [
  ['seq', (i) => uniformAt(1, i, 1, 0)],
  ['attempt', (i) => uniformAt(1, 7, i, 0)],
  ['seed', (i) => uniformAt(i, 7, 1, 0)],
  ['seq and attempt together', (i) => uniformAt(3, i >> 3, i & 7, 0)],
  ['seq in strides of 1,024', (i) => uniformAt(5, i * 1024, 1, 1)],
];

it.each(walks)('fills [0, 1) evenly along %s, in values and in pairs', (_, draw) => {
  const values = Array.from({ length: N }, (__, i) => draw(i));
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  const pairs = values.slice(1).map((value, i) => (Math.floor(value * 32) + values[i]!) / 32);
  expect(Math.abs(chiSquareDeviation(values, 1024))).toBeLessThan(4);
  expect(Math.abs(chiSquareDeviation(pairs, 1024))).toBeLessThan(4);
  const mean = values.reduce((sum, value) => sum + value, 0) / N;
  expect(Math.abs(mean - 0.5) * Math.sqrt(12 * N)).toBeLessThan(4);
});

it('draws streams of names that differ in a digit independently of each other', () => {
  const names = 30;
  const means = Array.from({ length: 4000 }, (_, seed) => {
    let sum = 0;
    for (let k = 1; k <= names; k++) sum += namedStream(seed, 'weight', 'people', k)();
    return sum / names;
  });
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
  const expected = 1 / 12 / names;
  expect(Math.abs(variance / expected - 1) / Math.sqrt(2 / means.length)).toBeLessThan(4);
});
