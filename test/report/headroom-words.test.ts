import { expect, test } from 'vitest';
import { headroomWords } from '../../src/report/headroom-words.js';
import type { PlanHeadroom } from '../../src/result/plan.js';
import { planResult } from './plan-result.js';
import { sampleResult } from './sample-result.js';

const UNBROKEN: PlanHeadroom = { growth: 'users', tier: 'trial', factor: 1000, triedUpTo: 1000 };

const BASE: PlanHeadroom = { ...UNBROKEN, factor: 1.4399, breaksAt: 1.45 };

const BROKEN = {
  limit: 'ads_analytics',
  at: '2026-01-07T09:20:04.000000Z',
  scope: { app: 'adhub' },
  throttledMost: 'ads_analytics',
};

function words(headroom: readonly PlanHeadroom[]): string[] {
  const result = planResult();
  return headroomWords({ ...result, plan: { ...result.plan!, headroom } });
}

test('each way of growing has its own sentence, and says of what the factor is', () => {
  expect(headroomWords(planResult())).toEqual([
    'With more users like these, you are past trial’s end, which is at 0.244 times today’s users; you reach standard’s end at 38.2 times, where universal breaks (on 2030-01-13 at 8%/month).',
    'If each user sends more, you reach standard’s end at 1.41 times today’s requests a user, where ads_analytics breaks (on 2026-05-09 at 8%/month).',
    'If the same happens faster, you reach standard’s end at 1.36 times today’s speed, where ads_analytics breaks (on 2026-04-28 at 8%/month), though it holds again at some loads up to 1.52 times.',
  ]);
});

test('a factor is never rounded up to one at which the tier was not seen to hold', () => {
  expect(words([BASE])[0]).toContain('at 1.43 times');
});

test.each<[string, PlanHeadroom[], string]>([
  [
    'the ends of two tiers',
    [BASE, { ...BASE, tier: 'standard', factor: 38, breaksAt: 38.4, breaksBy: BROKEN }],
    'With more users like these, you reach trial’s end at 1.43 times today’s users; you reach standard’s end at 38 times, where ads_analytics breaks.',
  ],
  [
    'every tier is past its end',
    [
      { ...BASE, factor: 0.5 },
      { ...BASE, tier: 'standard', factor: 0.9, breaksAt: 0.91 },
    ],
    'With more users like these, you are past trial’s end, which is at 0.5 times today’s users; past standard’s too, which is at 0.9 times.',
  ],
  [
    'a tier that held at none',
    [{ ...BASE, factor: null }],
    'With more users like these, trial holds at no load that was tried.',
  ],
])('%s', (_, headroom, sentence) => {
  expect(words(headroom)).toEqual([sentence]);
});

test('a tier that never broke is said to hold only as far as was tried', () => {
  expect(words([UNBROKEN])).toEqual([
    'With more users like these, trial holds at every load that was tried, up to 1,000 times today’s users.',
  ]);
});

test('nothing is said where no plan was made', () => {
  expect(headroomWords(sampleResult())).toEqual([]);
});
