import { expect, test } from 'vitest';
import { namedStream } from '../../src/random.js';
import { meanOf, type Distribution } from '../../src/workload/profile/distribution.js';
import { createDraws } from '../../src/workload/generate/draws.js';
import { kolmogorov, meanOfList, normalCdf, varianceOf } from './statistics.js';

const N = 20_000;
const sampleOf = (distribution: Distribution, name = 'draws'): number[] => {
  const draws = createDraws(namedStream(1, name));
  return Array.from({ length: N }, () => draws.sample(distribution));
};

test.each<[string, Distribution, number]>([
  ['uniform', { kind: 'uniform', from: 1, to: 6 }, 35 / 12],
  ['exponential', { kind: 'exponential', mean: 1e6, most: Infinity }, 1e12],
  ['Poisson, small', { kind: 'poisson', mean: 2.5 }, 2.5],
  ['Poisson, large', { kind: 'poisson', mean: 400 }, 400],
  ['geometric', { kind: 'geometric', mean: 4 }, 12],
  ['choice', { kind: 'choice', values: [0, 10], weights: [3, 1] }, 18.75],
  [
    'log-normal',
    { kind: 'log_normal', median: 1e6, sigma: 0.5, most: Infinity },
    1e12 * Math.exp(0.25) * (Math.exp(0.25) - 1),
  ],
])(
  '%s draws have the mean and (within 10%%) the variance that they should',
  (_name, distribution, variance) => {
    const values = sampleOf(distribution);
    expect(Math.abs(meanOfList(values) - meanOf(distribution))).toBeLessThan(
      4 * Math.sqrt(variance / N),
    );
    expect(Math.abs(varianceOf(values) / variance - 1)).toBeLessThan(0.1);
    expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
  },
);

test.each<[string, Distribution, (value: number) => number]>([
  [
    'exponential',
    { kind: 'exponential', mean: 1e7, most: Infinity },
    (x) => 1 - Math.exp(-x / 1e7),
  ],
  [
    'log-normal',
    { kind: 'log_normal', median: 1e7, sigma: 1.5, most: Infinity },
    (x) => normalCdf(Math.log(x / 1e7) / 1.5),
  ],
  [
    'Pareto',
    { kind: 'pareto', least: 1e7, alpha: 1.2, most: Infinity },
    (x) => Math.max(0, 1 - (1e7 / x) ** 1.2),
  ],
])('%s draws are distributed so (missed once in 1,000)', (_name, distribution, cdf) => {
  expect(kolmogorov(sampleOf(distribution), cdf)).toBeLessThan(1.95);
});

test('a heavy tail is cut where it should be', () => {
  const values = sampleOf({ kind: 'pareto', least: 10, alpha: 0.5, most: 1000 });
  expect(Math.max(...values)).toBe(1000);
  expect(Math.min(...values)).toBe(10);
});

test('every face of a die comes up, and none beside', () => {
  expect([...new Set(sampleOf({ kind: 'uniform', from: 1, to: 6 }))].sort()).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
});

test('what is certain draws nothing', () => {
  let drawn = 0;
  const draws = createDraws(() => {
    drawn++;
    return 0.5;
  });
  draws.sample({ kind: 'constant', value: 3 });
  draws.chance(0);
  draws.chance(1);
  expect(drawn).toBe(0);
});
