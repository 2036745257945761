import { expect, test } from 'vitest';
import { chanceWords, headroomWords } from '../../src/report/headroom-words.js';
import type { Interval, PlanHeadroom } from '../../src/result/plan.js';
import { planResult, raisePlanResult } from './plan-result.js';
import { shortPlanResult } from './plan-variants.js';
import { sampleReplications } from './sample-replications.js';
import { sampleResult } from './sample-result.js';

const UNBROKEN: PlanHeadroom = {
  growth: 'users',
  tier: 'trial',
  factor: 1000,
  triedUpTo: 1000,
  tried: 19,
};

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

/** The words where trial’s headroom has been drawn again. */
function drawnWords(interval: Interval, values: readonly (number | null)[], change = {}): string {
  const { plan, ...rest } = planResult();
  const figure = {
    tier: 'trial',
    figure: 'headroom, users',
    unit: 'factor',
    method: 'median, order statistics',
    interval,
    values,
  } as const;
  const replications = { ...sampleReplications(), figures: [figure] };
  const headroom = [{ ...BASE, breaksBy: BROKEN, ...change }];
  return headroomWords({ ...rest, plan: { ...plan!, headroom }, replications }).join();
}

const SIX = [4.38, 4.9, 5.2, 5.8, 7.1, 9.07];

test('where it was drawn again, the median and its interval stand in place of one drawing', () => {
  const interval = { estimate: 5.5, low: 4.38, high: 9.07 };
  const reachedAt = '2026-05-09T00:00:00.000000Z';
  expect(drawnWords(interval, SIX)).toBe(
    'With more users like these, you reach trial’s end at about 5.5 times today’s users (4.38 to 9.07 in 6 drawings), where ads_analytics breaks.',
  );
  expect(drawnWords(interval, SIX, { reachedAt })).toContain(
    '(on 2026-05-09 at 8%/month in this drawing)',
  );
  const same = { estimate: 5.5, low: 5.5, high: 5.5 };
  expect(drawnWords(same, Array<number>(6).fill(5.5))).toContain(
    'at 5.5 times today’s users (the same in 6 drawings), where',
  );
  expect(drawnWords(interval, [...SIX, null, null])).toContain(
    '(4.38 to 9.07 in 6 of 8 drawings, at no load tried in the others)',
  );
});

test.each<[string, Interval, string]>([
  [
    'wholly below today',
    { estimate: 0.9, low: 0.7, high: 0.95 },
    'you are past trial’s end, which is at about 0.9 times today’s users (0.7 to 0.95 in 6 drawings).',
  ],
  [
    'on both sides of today',
    { estimate: 1.2, low: 0.7, high: 1.4 },
    'trial’s end is at about 1.2 times today’s users (0.7 to 1.4 in 6 drawings).',
  ],
  [
    'without bounds, the one drawing stands',
    { estimate: 5.5, low: null, high: null },
    'you reach trial’s end at 1.43 times today’s users, where ads_analytics breaks.',
  ],
])('an interval %s', (_, interval, sentence) => {
  expect(drawnWords(interval, SIX)).toBe(`With more users like these, ${sentence}`);
});

test('that a headroom is of one drawing is said until it was drawn again', () => {
  const plan = planResult();
  expect(chanceWords(plan)).toBe(
    'Which users are added first and when added requests are sent are drawn by the seed; --replications 20 says how much that matters.',
  );
  const speed = plan.plan!.headroom.filter(({ growth }) => growth === 'speed');
  expect(chanceWords({ ...plan, plan: { ...plan.plan!, headroom: speed } })).toBe('');
  expect(chanceWords(raisePlanResult())).toBe('');
  const few = { ...sampleReplications(), seeds: [1, 2, 3], figures: [] };
  expect(chanceWords({ ...plan, replications: few })).toContain('by the seed; 3 drawings gave no');
});

test('a load shorter than a window proves nothing about it, and its tier is not said to hold without that', () => {
  const short = { spanMs: 43_200_000 };
  const base = { ...planResult(), scenarios: sampleResult().scenarios };
  const of = (headroom: PlanHeadroom) =>
    headroomWords({ ...base, plan: { ...base.plan!, headroom: [headroom] } }).join();
  const unproven =
    'the load then lasts 12 h, which proves nothing about limits counted by the day.';
  expect(of({ ...BASE, ...short })).toBe(
    `With more users like these, you reach trial’s end at 1.43 times today’s users; ${unproven}`,
  );
  expect(of({ ...UNBROKEN, ...short })).toBe(
    `With more users like these, trial holds at every load that was tried, up to 1,000 times today’s users; ${unproven}`,
  );
  expect(of({ ...BASE, spanMs: 86_400_000 })).not.toContain('proves nothing');
  expect(of({ ...BASE, ...short, tier: 'standard' })).not.toContain('proves nothing');
});

test('where a full window at today’s rate would break, the end is past and has no date', () => {
  const result = shortPlanResult();
  expect(headroomWords(result)[0]).toContain('(on 2026-05-09 at 8%/month)');
  const reservations = result.reservations.map((each) => ({ ...each, scaled: 1001 }));
  const words = headroomWords({ ...result, reservations });
  expect(words[0]).toContain(
    'trial’s end is already past at this rate, within a full day; in this trace alone you reach it at 1.43 times today’s users, where universal breaks; the load then lasts 12 h',
  );
  expect(words[0]).not.toContain('2026-05-09');
});
