import { describe, expect, it } from 'vitest';
import { requiredLimits } from '../../src/plan/required-limits.js';
import type { PlanRequiredLimit } from '../../src/result/plan.js';
import { DAY, MINUTE, SECOND } from '../../src/time.js';
import { at, request, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { planOf, scenario } from './planning.js';

const midnight = at('2026-06-10T00:00');
// Two users of one app, at 10:00 and 15:00: 30 and 20 requests, a second apart.
const trace = [
  ...requests(30, midnight + 600 * MINUTE, SECOND, 'read', { user: 'anna' }),
  ...requests(20, midnight + 900 * MINUTE, SECOND, 'read', { user: 'ben' }),
];
const model = modelWith(
  [
    limit('day', 100, { window: DAY, scope: ['app'] }),
    limit('minute', 40, { window: MINUTE, scope: ['app', 'user'] }),
    limit('unmet', 5, { appliesTo: { category: 'write' } }),
  ],
  ['read', 'write'],
);

async function answer(mostRequests?: number): Promise<PlanRequiredLimit[]> {
  const { runner, today } = await planOf(trace, model);
  const tiers = [{ tier: model.tiers[0]!, scenario: scenario() }];
  return requiredLimits(runner, { tiers, seed: 1, today, mostRequests });
}

describe('required limits of a plan', () => {
  it('stand beside today’s limits, with the scope tuple and the window that set them', async () => {
    const [day, minute, ...rest] = await answer();
    expect(rest).toEqual([]);
    expect(day).toMatchObject({
      tier: 'tier',
      limit: 'day',
      current: 100,
      windowMs: 86_400_000,
      counts: 'requests',
    });
    expect(day!.loads[0]).toEqual({
      factor: 1,
      requiredLimit: 50,
      scope: { app: 'app' },
      from: '2026-06-10T00:00:00.000000Z',
      to: '2026-06-11T00:00:00.000000Z',
    });
    expect(minute!.loads[0]).toEqual({
      factor: 1,
      requiredLimit: 30,
      scope: { app: 'app', user: 'anna' },
      from: '2026-06-10T10:00:00.000000Z',
      to: '2026-06-10T10:01:00.000000Z',
    });
  });

  it('grow each in its own way', async () => {
    const figures = (await answer()).map(({ loads }) =>
      loads.map(({ growth, factor, requiredLimit }) => [growth, factor, requiredLimit]),
    );
    const [day, minute] = figures;
    expect(day!.slice(0, 7)).toEqual([
      [undefined, 1, 50],
      ['users', 2, 100],
      ['users', 5, 250],
      ['users', 10, 500],
      ['rate', 2, 100],
      ['rate', 5, 250],
      ['rate', 10, 500],
    ]);
    expect(minute!.slice(0, 7)).toEqual([
      [undefined, 1, 30],
      ['users', 2, 30],
      ['users', 5, 30],
      ['users', 10, 30],
      ['rate', 2, 60],
      ['rate', 5, 150],
      ['rate', 10, 300],
    ]);
    expect(day!.slice(7).map(([growth, factor]) => [growth, factor])).toEqual([
      ['speed', 2],
      ['speed', 5],
      ['speed', 10],
    ]);
  });

  it('leave out loads of more requests than are allowed', async () => {
    const [day] = await answer(250);
    const loads = day!.loads.map(({ growth, factor }) => `${growth ?? 'today'} ${factor}`);
    expect(loads).toEqual([
      'today 1',
      'users 2',
      'users 5',
      'rate 2',
      'rate 5',
      'speed 2',
      'speed 5',
      'speed 10',
    ]);
  });

  it('are null, with nothing that sets them, where no figure would do', async () => {
    const { runner, today } = await planOf(
      [request(midnight, 'read'), request(midnight, 'read')],
      model,
      { burst: 1 },
    );
    const tiers = [
      { tier: model.tiers[0]!, scenario: scenario('tier', { algorithm: 'token-bucket' }) },
    ];
    const [day] = await requiredLimits(runner, { tiers, seed: 1, today });
    expect(day!.loads[0]).toEqual({ factor: 1, requiredLimit: null });
  });
});
