import { describe, expect, it } from 'vitest';
import { growthCurve, type CurveQuestion } from '../../src/plan/growth-curve.js';
import type { Job } from '../../src/plan/job.js';
import type { PlanCurve, PlanHeadroom } from '../../src/result/plan.js';
import { DAY, MINUTE } from '../../src/time.js';
import { at, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { planOf, scenario } from './planning.js';

const midnight = at('2026-06-10T00:00');
const trace = requests(100, midnight, MINUTE, '');
const model = {
  ...modelWith([]),
  tiers: [150, 1000].map((figure, i) => ({
    name: ['small', 'large'][i]!,
    title: '',
    limits: [limit('day', figure, { window: DAY })],
  })),
};
const ends: PlanHeadroom[] = [
  { growth: 'rate', tier: 'small', factor: 1.5, breaksAt: 1.51, triedUpTo: 3, tried: 9 },
  { growth: 'rate', tier: 'large', factor: 10, breaksAt: 10.1, triedUpTo: 20, tried: 9 },
  { growth: 'speed', tier: 'small', factor: 300, breaksAt: 301, triedUpTo: 1000, tried: 9 },
];

async function curve(change: Partial<CurveQuestion> = {}): Promise<PlanCurve & { jobs: Job[] }> {
  const { runner, today } = await planOf(trace, model);
  const jobs: Job[] = [];
  const watched: typeof runner = {
    ask(question, asked) {
      jobs.push(...asked);
      return runner.ask(question, asked);
    },
    runs: 0,
  };
  const scenarios = [scenario('small'), scenario('large')];
  const asked = { growth: 'rate' as const, scenarios, seed: 1, today, headroom: ends };
  return { ...(await growthCurve(watched, { ...asked, ...change })), jobs };
}

const factorsOf = ({ points }: PlanCurve): number[] => points.map(({ factor }) => factor);

describe('a growth curve', () => {
  it('goes on beyond the last break, with readable factors and both sides of each break', async () => {
    const { growth, points } = await curve();
    expect(growth).toBe('rate');
    expect(points.map(({ factor, requiredTier }) => [factor, requiredTier])).toEqual([
      [0.25, 'small'],
      [0.5, 'small'],
      [0.75, 'small'],
      [1, 'small'],
      [1.25, 'small'],
      [1.5, 'small'],
      [1.51, 'large'],
      [2, 'large'],
      [3, 'large'],
      [5, 'large'],
      [7, 'large'],
      [10, 'large'],
      [10.1, null],
      [15, null],
    ]);
  });

  it('tells how each tier fares', async () => {
    const { points } = await curve();
    const at2 = points.find(({ factor }) => factor === 2)!;
    expect(at2).toEqual({
      factor: 2,
      offered: 200,
      requiredTier: 'large',
      tiers: [
        { tier: 'small', ok: false, throttledShare: 0.25, droppedShare: 0.25, delayP99Ms: 0 },
        { tier: 'large', ok: true, throttledShare: 0, droppedShare: 0, delayP99Ms: 0 },
      ],
    });
  });

  it('asks the tiers one after the other about one load', async () => {
    const { jobs } = await curve();
    const asked = jobs.map(({ load, scenario: { tier } }) => [load.grown!.factor, tier]);
    expect(asked.slice(0, 4)).toEqual([
      [0.25, 'small'],
      [0.25, 'large'],
      [0.5, 'small'],
      [0.5, 'large'],
    ]);
  });

  it('reaches 10 where nothing breaks, and stays within the requests allowed', async () => {
    const whole = factorsOf(await curve({ headroom: [] }));
    expect(whole).toEqual([0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 5, 7, 10]);
    expect(factorsOf(await curve({ mostRequests: 300 })).at(-1)).toBe(3);
  });

  it('begins below the first break', async () => {
    const headroom: PlanHeadroom[] = [
      { growth: 'rate', tier: 'small', factor: 0.2, breaksAt: 0.201, triedUpTo: 1, tried: 9 },
    ];
    expect(factorsOf(await curve({ headroom }))).toEqual([
      0.1, 0.2, 0.201, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2,
    ]);
  });
});
