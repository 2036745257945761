import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../../src/model/rate-model.js';
import { parseGrowthRate } from '../../src/plan/growth-rate.js';
import { findHeadroom, type HeadroomQuestion } from '../../src/plan/headroom.js';
import type { Answers, Job, Question, Runner } from '../../src/plan/job.js';
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

/** A runner whose objective holds at some factors, whatever the load, and how often it was asked. */
function madeUp(holds: (factor: number) => boolean): Runner {
  let runs = 0;
  return {
    ask<Q extends Question>(question: Q, jobs: readonly Job[]): Promise<Answers[Q][]> {
      runs += jobs.length;
      const answerOf = ({ load }: Job): Answers[Question] => {
        const ok = holds(load.grown!.factor);
        const verdict = { ok, thresholds: [], throttledBy: {} };
        return question === 'holds' ? ok : (verdict as unknown as Answers['verdict']);
      };
      return Promise.resolve(jobs.map((job) => answerOf(job) as Answers[Q]));
    },
    get runs() {
      return runs;
    },
  };
}

const of = (holds: (factor: number) => boolean, precision = 0.01): Promise<PlanHeadroom> =>
  findHeadroom(madeUp(holds), {
    growth: 'speed',
    scenario: scenario(),
    seed: 1,
    precision,
    today: { requests: 100, start: midnight, end: midnight + DAY },
  });

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
    expect(answer).toEqual({ growth: 'users', tier: 'tier', factor: 40, triedUpTo: 40 });
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
});

describe('the search', () => {
  it('finds the last factor of the grid that holds, and the step above that does not', async () => {
    const limits = fc.double({ min: 0.0101, max: 999, noNaN: true });
    const precisions = fc.constantFrom(0.001, 0.01, 0.1);
    await fc.assert(
      fc.asyncProperty(limits, precisions, async (most, precision) => {
        const holds = (factor: number): boolean => factor <= most;
        const { factor, breaksAt } = await of(holds, precision);
        expect(factor).toBeLessThanOrEqual(most);
        expect(breaksAt).toBeGreaterThan(most);
        expect(breaksAt! / factor! - 1).toBeLessThanOrEqual(precision + 1e-12);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is right about every factor that it reports, whatever holds', async () => {
    const anything = fc.func(fc.boolean());
    await fc.assert(
      fc.asyncProperty(anything, async (holds) => {
        const { factor, breaksAt, holdsAgainAt } = await of(holds);
        if (factor !== null) expect(holds(factor)).toBe(true);
        if (breaksAt !== undefined) expect(holds(breaksAt)).toBe(false);
        if (holdsAgainAt === undefined) return;
        expect(holds(holdsAgainAt)).toBe(true);
        expect(holdsAgainAt).toBeGreaterThan(breaksAt!);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('ends at the bounds of what is tried', async () => {
    expect(await of(() => true)).toMatchObject({ factor: 1000, triedUpTo: 1000 });
    expect(await of(() => true)).not.toHaveProperty('breaksAt');
    expect(await of(() => false)).toMatchObject({ factor: null, breaksAt: 0.01 });
    expect(await of((factor) => factor <= 0.01)).toMatchObject({ factor: 0.01, breaksAt: 0.0101 });
  });

  it('asks few questions', async () => {
    const runner = madeUp((factor) => factor <= 38);
    const today = { requests: 100, start: midnight, end: midnight + DAY };
    await findHeadroom(runner, {
      growth: 'users',
      scenario: scenario(),
      seed: 1,
      precision: 0.01,
      today,
    });
    expect(runner.runs).toBeLessThanOrEqual(25);
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
