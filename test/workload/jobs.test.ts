import { expect, test } from 'vitest';
import { formatTimestamp } from '../../src/time.js';
import { weightsOf } from '../../src/workload/generate/cast.js';
import { parse, runSource, secondsOf, small } from './small-workload.js';
import { kolmogorov } from './statistics.js';

test('a job on the day of the change sends at exactly its local times', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 2 * * *' } },
    { start: '2026-03-28', zone: 'Europe/Berlin', length: '3d' },
  );
  expect([...columns.timestamp].map((at) => formatTimestamp(at))).toEqual([
    '2026-03-28T01:00:00.000000Z',
    '2026-03-29T01:00:00.000000Z',
    '2026-03-30T00:00:00.000000Z',
  ]);
});

test('each user of the population fires once, late by a uniform jitter (missed once in 1,000)', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 6 * * *', jitter: '10m' } },
    { populations: [{ name: 'u', users: 500 }] },
  );
  expect(columns.names.users).toHaveLength(500);
  expect(columns.length).toBe(500);
  const late = secondsOf(columns).map((second) => (second - 6 * 3600) / 600);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThan(1);
  expect(kolmogorov(late, (x) => x)).toBeLessThan(1.95);
});

test('a share of users takes part in each firing (four standard deviations)', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 * * * *', share: 0.25 } },
    { populations: [{ name: 'u', users: 100 }] },
  );
  expect(Math.abs(columns.length - 600)).toBeLessThan(4 * Math.sqrt(2400 * 0.25 * 0.75));
});

test('jitter past midnight belongs to the next day and is kept', () => {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '55 23 * * *', jitter: '1h' } },
    { length: '2d', populations: [{ name: 'u', users: 50 }] },
  );
  const seconds = secondsOf(columns);
  expect(seconds.filter((second) => second < 90_000)).toHaveLength(50);
  expect(seconds.filter((second) => second >= 86_400 && second < 90_000).length).toBeGreaterThan(
    30,
  );
});

test('a job in which users are alike fires once for each, whatever their activity', () => {
  const populations = [{ name: 'u', users: 6, activity: { zipf: 1 } }];
  const { user } = runSource(
    { arrivals: undefined, jobs: { cron: '0 6 * * *', alike: true } },
    { length: '3d', populations },
  );
  expect([...user].sort()).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]);
});

test('a user’s job fires in proportion to its weight: whole times, and one more by chance (four standard deviations)', () => {
  const days = 400;
  for (const activity of [{ zipf: 1 }, { log_normal: 1 }]) {
    const populations = [{ name: 'u', users: 6, activity }];
    const weights = weightsOf(parse(small({ populations })).populations[0]!, 1);
    const { user, names } = runSource(
      { arrivals: undefined, jobs: { cron: '0 6 * * *' } },
      { length: `${days}d`, populations },
    );
    weights.forEach((weight, k) => {
      const index = names.users.findIndex(({ name }) => name === `u-${k + 1}`);
      const fired = user.filter((one) => one === index).length;
      const part = weight % 1;
      expect(fired).toBeGreaterThanOrEqual(days * Math.floor(weight));
      expect(fired).toBeLessThanOrEqual(days * Math.ceil(weight));
      expect(Math.abs(fired - days * weight)).toBeLessThan(
        4 * Math.sqrt(days * part * (1 - part)) + 1e-6,
      );
    });
  }
});
