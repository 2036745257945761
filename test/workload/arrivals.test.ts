import { describe, expect, test } from 'vitest';
import { runSource, secondsOf } from './small-workload.js';
import { countsIn, dispersionOf, gapsOf, kolmogorov, normalCdf } from './statistics.js';

const WEEK = 7 * 86_400;
const week = { length: '7d' };

describe('a constant source', () => {
  test('fires in equal gaps, across days too', () => {
    const gaps = gapsOf(
      secondsOf(runSource({ arrivals: { rate: '6/m', process: 'constant' } }, week)),
    );
    expect(gaps).toHaveLength(WEEK / 10 - 1);
    for (const gap of gaps) expect(Math.abs(gap - 10)).toBeLessThanOrEqual(1e-6 + 1e-9);
  });

  test('has an index of dispersion of 0', () => {
    const times = secondsOf(runSource({ arrivals: { rate: '6/m', process: 'constant' } }, week));
    expect(dispersionOf(countsIn(times, 600, WEEK))).toBe(0);
  });

  test('gives each user a phase of its own', () => {
    const columns = runSource(
      { arrivals: { rate: '1/m', process: 'constant' } },
      { populations: [{ name: 'u', users: 200 }], length: '1m' },
    );
    expect(columns.length).toBe(200);
    const times = secondsOf(columns).map((time) => time / 60);
    expect(kolmogorov(times, (x) => x)).toBeLessThan(1.95);
  });
});

describe('a Poisson source', () => {
  const times = secondsOf(runSource({ arrivals: { rate: '6/m' } }, week));

  test('keeps its rate (four standard deviations: missed once in 16,000)', () => {
    const expected = WEEK / 10;
    expect(Math.abs(times.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test('has an index of dispersion of 1 (four standard deviations)', () => {
    const counts = countsIn(times, 600, WEEK);
    const deviation = Math.sqrt(2 / (counts.length - 1));
    expect(Math.abs(dispersionOf(counts) - 1)).toBeLessThan(4 * deviation);
  });

  test('has exponential gaps (missed once in 1,000)', () => {
    expect(kolmogorov(gapsOf(times), (gap) => 1 - Math.exp(-gap / 10))).toBeLessThan(1.95);
  });

  test('of a population has the rate of all users together', () => {
    const columns = runSource(
      { arrivals: { rate: '60/m', per: 'population' } },
      { ...week, populations: [{ name: 'u', users: 30 }] },
    );
    expect(Math.abs(columns.length - WEEK)).toBeLessThan(4 * Math.sqrt(WEEK));
    expect(columns.names.users).toHaveLength(30);
  });
});

describe('a source of bursts', () => {
  const bursts = { factor: 20, length: '2m', every: '20m' };
  const times = secondsOf(
    runSource({ arrivals: { rate: '6/m', process: { bursts } } }, { length: '28d' }),
  );
  const end = 4 * WEEK;
  const [share, factor] = [0.1, 20];
  const calm = 0.1 / (1 - share + share * factor);

  test('keeps its mean rate and has the variance of a two-phase process', () => {
    // Asymptotic index of dispersion of a two-state Markov-modulated Poisson process (Fischer and
    // Meier-Hellstern, "The Markov-modulated Poisson process cookbook", 1993).
    const [leaveCalm, leaveBurst] = [1 / 1080, 1 / 120];
    const jump = calm * (factor - 1);
    const index =
      1 +
      (2 * leaveCalm * leaveBurst * jump ** 2) /
        ((leaveCalm + leaveBurst) ** 2 * (calm * leaveBurst + calm * factor * leaveCalm));
    const expected = end / 10;
    expect(Math.abs(times.length - expected)).toBeLessThan(4 * Math.sqrt(index * expected));
    const counts = countsIn(times, 6 * 3600, end);
    const deviation = index * Math.sqrt(2 / (counts.length - 1));
    expect(index).toBeGreaterThan(40);
    expect(Math.abs(dispersionOf(counts) - index)).toBeLessThan(4 * deviation);
  });

  test('fires at the calm and the bursting rate in short stretches', () => {
    const counts = countsIn(times, 10, end);
    const none = counts.filter((count) => count === 0).length / counts.length;
    const mixed = (1 - share) * Math.exp(-10 * calm) + share * Math.exp(-10 * calm * factor);
    expect(Math.abs(none - mixed)).toBeLessThan(0.02);
  });
});

describe('a renewal source', () => {
  test('has log-normal gaps with the mean of its rate (missed once in 1,000)', () => {
    const process = { log_normal: { sigma: 1.2 } };
    const gaps = gapsOf(secondsOf(runSource({ arrivals: { rate: '6/m', process } }, week)));
    const mu = Math.log(10) - 1.2 ** 2 / 2;
    expect(kolmogorov(gaps, (gap) => normalCdf((Math.log(gap) - mu) / 1.2))).toBeLessThan(1.95);
  });

  test('has Pareto gaps with the mean of its rate (missed once in 1,000)', () => {
    const process = { pareto: { alpha: 2.5 } };
    const gaps = gapsOf(secondsOf(runSource({ arrivals: { rate: '6/m', process } }, week)));
    const least = (10 * 1.5) / 2.5;
    expect(kolmogorov(gaps, (gap) => Math.max(0, 1 - (least / gap) ** 2.5))).toBeLessThan(1.95);
  });

  test.each<[string, object]>([
    ['log-normal', { log_normal: { sigma: 1 } }],
    ['Pareto', { pareto: { alpha: 3 } }],
  ])('of %s gaps has its rate from the first hour on', (_name, process) => {
    const columns = runSource(
      { arrivals: { rate: '1/h', process } },
      { length: '1h', populations: [{ name: 'u', users: 10_000 }] },
    );
    expect(Math.abs(columns.length - 10_000)).toBeLessThan(4 * 150);
  });
});
