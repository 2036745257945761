import { describe, expect, it } from 'vitest';
import type { Limit } from '../../src/model/rate-model.js';
import { parseGrowthRate } from '../../src/plan/growth-rate.js';
import { findHeadroom, type HeadroomQuestion } from '../../src/plan/headroom.js';
import { GROWTHS, type GrowthName, type PlanHeadroom } from '../../src/result/plan.js';
import { DAY, MINUTE, SECOND } from '../../src/time.js';
import { at, request, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { planOf, scenario } from './planning.js';

const midnight = at('2026-06-10T00:00');
const perUser = (figure: number): Limit =>
  limit('per-user', figure, { window: DAY, scope: ['app', 'user'] });
const perApp = (figure: number): Limit => limit('per-app', figure, { window: DAY, scope: ['app'] });

async function headroom(
  trace: readonly OracleRequest[],
  limits: readonly Limit[],
  growth: GrowthName,
  change: Partial<HeadroomQuestion> = {},
): Promise<PlanHeadroom> {
  const { runner, today } = await planOf(trace, modelWith(limits));
  const asked = { growth, scenario: scenario(), seed: 1, precision: 0.01, today };
  return findHeadroom(runner, { ...asked, mostRequests: 20_000, ...change });
}

describe('headroom', () => {
  const halfUsed = requests(500, midnight, MINUTE, '');

  it('of a user at exactly half a daily limit is 2 by rate, and the next step breaks it', async () => {
    expect(await headroom(halfUsed, [perUser(1000)], 'rate')).toMatchObject({
      factor: 2,
      breaksAt: 2.01,
      breaksBy: {
        limit: 'per-user',
        scope: { app: 'app', user: 'user' },
        throttledMost: 'per-user',
      },
    });
  });

  it('under a limit per user is not felt by more users, however many', async () => {
    const answer = await headroom(halfUsed, [perUser(1000)], 'users');
    expect(answer).toMatchObject({ growth: 'users', tier: 'tier', factor: 40, triedUpTo: 40 });
    expect(answer).not.toHaveProperty('breaksAt');
  });

  it('under a limit per app ends where one user more would be too many', async () => {
    // Four users of 100 a day; ten would fill 1,000, the eleventh comes with 2.75.
    const four = Array.from({ length: 400 }, (_, i) =>
      request(midnight + i * MINUTE, '', { user: `u${i % 4}` }),
    );
    expect(await headroom(four, [perApp(1000)], 'users')).toMatchObject({
      factor: 2.74,
      breaksAt: 2.75,
      breaksBy: { limit: 'per-app', scope: { app: 'app' } },
    });
  });

  it('by speed ends where a window holds more than the limit', async () => {
    // One a second: 100 a minute come with 100 / 60, which lies between 1.66 and 1.67.
    const steady = requests(1800, midnight, SECOND, '');
    const perMinute = limit('per-minute', 100, { window: MINUTE });
    expect(await headroom(steady, [perMinute], 'speed')).toMatchObject({
      factor: 1.66,
      breaksAt: 1.67,
    });
  });

  it('is below 1 where today’s load fails already', async () => {
    const answer = await headroom(halfUsed, [perUser(100)], 'rate');
    expect(answer.breaksBy).toMatchObject({ limit: 'per-user' });
    expect(answer.factor).toBeLessThanOrEqual(0.204);
    expect(answer.factor).toBeGreaterThanOrEqual(0.197);
  });

  it('names the limit that is refused first and the one that throttles most', async () => {
    const trace = [...requests(3, midnight, 0, ''), ...requests(30, midnight + MINUTE, SECOND, '')];
    const limits = [limit('burst', 4, { window: SECOND }), limit('day', 34, { window: DAY })];
    const { breaksBy } = await headroom(trace, limits, 'rate', { precision: 1 });
    expect(breaksBy).toEqual({
      limit: 'burst',
      at: '2026-06-10T00:00:00.000000Z',
      scope: {},
      throttledMost: 'day',
    });
  });

  it('says where the objective flickers', async () => {
    // Bursts 100 s and 170 s after the first request share a minute from 1.42 on, no more from 1.67, and again.
    const bursts = [
      request(midnight, ''),
      ...requests(60, midnight + 100 * SECOND, 0, ''),
      ...requests(60, midnight + 170 * SECOND, 0, ''),
    ];
    const perMinute = limit('per-minute', 100, { window: MINUTE });
    const answer = await headroom(bursts, [perMinute], 'speed');
    expect(answer).toMatchObject({ factor: 1.41, breaksAt: 1.42 });
    expect(answer.holdsAgainAt).toBeGreaterThanOrEqual(1.67);
    expect(answer.holdsAgainAt).toBeLessThanOrEqual(2.83);
    expect(await headroom(bursts, [limit('none', 200)], 'speed')).not.toHaveProperty(
      'holdsAgainAt',
    );
  });

  it('is what every factor of the grid below it says, not only those that lie far apart', async () => {
    // Bursts of 40 come 80 s and 126 s after the first request: one minute holds both from 1.06 to 1.33, and from 2.11.
    const bursts = [
      request(midnight, ''),
      ...requests(40, midnight + 80 * SECOND, 0, ''),
      ...requests(40, midnight + 126 * SECOND, 0, ''),
      request(midnight + 10 * MINUTE, ''),
    ];
    const perMinute = limit('per-minute', 60, { window: MINUTE });
    expect(await headroom(bursts, [perMinute], 'speed')).toMatchObject({
      factor: 1.05,
      breaksAt: 1.06,
      breaksBy: { limit: 'per-minute', at: '2026-06-10T00:01:58.867924Z' },
      holdsAgainAt: 2.1,
    });
  });

  it('tells how many factors were tried, and how long the load is that holds', async () => {
    const perMinute = limit('per-minute', 100, { window: MINUTE });
    const steady = requests(1800, midnight, SECOND, '');
    const speed = await headroom(steady, [perMinute], 'speed');
    // 67 of the grid from 1 to 1.66, and 1.67, with the two coarse ones above that show the end.
    expect(speed).toMatchObject({ factor: 1.66, triedUpTo: 3.16 });
    expect(speed.tried).toBeGreaterThanOrEqual(67 + 1 + 2);
    expect(speed.spanMs).toBe(1_083_734.939);
    const rate = await headroom(halfUsed, [perUser(1000)], 'rate');
    expect(rate.spanMs).toBe((499 * MINUTE) / 1000);
    const never = await headroom(requests(2, midnight, 0, ''), [perUser(1)], 'speed');
    expect(never).toMatchObject({ factor: null, breaksAt: 0.01 });
    expect(never).not.toHaveProperty('spanMs');
  });

  it('tells when a growth that is expected reaches the end', async () => {
    const change = { growthRate: parseGrowthRate('100%/day'), precision: 1 };
    const { reachedAt } = await headroom(
      requests(400, midnight, MINUTE, ''),
      [perUser(1000)],
      'rate',
      {
        ...change,
      },
    );
    // Breaks at 3: log₂ 3 days after the last request.
    expect(reachedAt).toBe('2026-06-11T20:41:21.000000Z');
    const past = await headroom(halfUsed, [perUser(100)], 'rate', change);
    expect(past).not.toHaveProperty('reachedAt');
  });

  it('never makes a load of more requests than are allowed, but always today’s', async () => {
    for (const growth of GROWTHS) {
      const { triedUpTo } = await headroom(
        requests(500, midnight, MINUTE, ''),
        [perUser(1e6)],
        growth,
        {
          mostRequests: 1700,
        },
      );
      expect(triedUpTo).toBe(growth === 'speed' ? 1000 : 3.4);
    }
    const { factor } = await headroom(requests(500, midnight, MINUTE, ''), [perUser(1e6)], 'rate', {
      mostRequests: 100,
    });
    expect(factor).toBe(1);
  });
});
