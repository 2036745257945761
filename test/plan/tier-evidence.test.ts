import { expect, it } from 'vitest';
import { policies } from '../../src/engine/client.js';
import type { Objective } from '../../src/plan/required-tier.js';
import { tierEvidence } from '../../src/plan/tier-evidence.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { verdictOf } from '../../src/plan/verdict-of.js';
import type { PlanTier } from '../../src/result/plan.js';
import { SECOND } from '../../src/time.js';
import { replay } from '../engine/replay.js';
import { at, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import type { OracleRequest } from '../oracle/oracle-types.js';

const noon = at('2026-06-10T12:00');

const model = {
  ...modelWith([], ['a', 'b']),
  tiers: [
    { name: 'slow', title: 'Slow', limits: [limit('all', 3, { scope: ['app', 'user'] })] },
    { name: 'fast', title: 'Fast', limits: [limit('all', 9)] },
  ],
};

/** Under both tiers, by a client that waits. */
function evidence(trace: readonly OracleRequest[], texts: readonly string[]): PlanTier[] {
  const names = { categories: ['a', 'b'], limits: ['all'] };
  const objective: Objective = {
    thresholds: texts.map((text) => parseThreshold(text, names)),
    allowEmpty: false,
  };
  const verdicts = model.tiers.map((tier) => {
    const run = replay(trace, model, tier, { client: policies.wait() });
    return [tier.name, verdictOf(run, model, objective)] as const;
  });
  return tierEvidence(objective, new Map(verdicts));
}

it('says by how much each tier met or missed each threshold, and what bound first, when and for whom', () => {
  // Four in one second: one of four waits for 1 s under `slow`.
  const [slow, fast] = evidence(
    [...requests(1, noon - SECOND, 0, 'a'), ...requests(4, noon, 0, 'b')],
    ['throttled<=10%', 'throttled==0', 'delay.max<=1.5s', 'delay.max>=2s', 'delayed{category=b}<2'],
  );
  expect(slow).toEqual({
    tier: 'slow',
    ok: false,
    thresholds: [
      { threshold: 'throttled<=10%', value: 0.2, ok: false, bound: 0.1, margin: -0.1 },
      { threshold: 'throttled==0', value: 1, ok: false, bound: 0, margin: -1 },
      { threshold: 'delay.max<=1.5s', value: 1000, ok: true, bound: 1500, margin: 500 },
      { threshold: 'delay.max>=2s', value: 1000, ok: false, bound: 2000, margin: -1000 },
      { threshold: 'delayed{category=b}<2', value: 1, ok: true, bound: 2, margin: 1 },
    ],
    boundFirst: {
      limit: 'all',
      at: '2026-06-10T12:00:00.000000Z',
      scope: { app: 'app', user: 'user' },
    },
  });
  expect(fast!.thresholds.map(({ margin }) => margin)).toEqual([0.1, 0, 1500, -2000, 2]);
  expect(fast).not.toHaveProperty('boundFirst');
});

it('gives margins without the noise of binary fractions', () => {
  // 1 of 10 throttled: 0.3 − 0.1 is not 0.2 in binary.
  const trace = [...requests(4, noon, 0, 'a'), ...requests(6, noon + SECOND, SECOND, 'a')];
  const [slow] = evidence(trace, ['throttled<=30%']);
  expect(slow!.thresholds[0]).toMatchObject({ value: 0.1, margin: 0.2 });
});

it('has no margin where nothing was measured', () => {
  const [slow] = evidence(requests(1, noon, 0, 'a'), ['throttled{category=b}<=1%']);
  expect(slow!.ok).toBe(false);
  expect(slow!.thresholds[0]).toMatchObject({ value: null, bound: 0.01, margin: null });
});
