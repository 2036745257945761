import { expect, test } from 'vitest';
import {
  boundFirst,
  boundMost,
  closestFirst,
  limitRate,
  scopeWords,
} from '../../src/report/limit-facts.js';
import { sampleLimit } from './sample-result.js';

const limits = [
  sampleLimit({ id: 'roomy', peakUse: 10 }),
  sampleLimit({
    id: 'full',
    peakUse: 1000,
    requiredLimit: 1100,
    throttled: 5,
    firstThrottledAt: '2026-01-06T00:00:00.000000Z',
  }),
  sampleLimit({
    id: 'overfull',
    peakUse: 1000,
    requiredLimit: null,
    throttled: 3,
    firstThrottledAt: '2026-01-05T00:00:00.000000Z',
  }),
];

test('the closest limit comes first, and of those used up the one that lacks most', () => {
  expect(closestFirst(limits).map(({ id }) => id)).toEqual(['overfull', 'full', 'roomy']);
});

test('which limit bound most, and which first', () => {
  expect([boundMost(limits)?.id, boundFirst(limits)?.id]).toEqual(['full', 'overfull']);
  expect([boundMost([]), boundFirst([])]).toEqual([undefined, undefined]);
});

test('a limit in words', () => {
  expect(limitRate(sampleLimit())).toBe('1,000 requests a day');
  expect(limitRate(sampleLimit({ limit: 1, counts: 'units', windowMs: 1000 }))).toBe(
    '1 unit a second',
  );
  expect([[], ['app'], ['app', 'ad_account']].map(scopeWords)).toEqual([
    'for all together',
    'per app',
    'per app and ad account',
  ]);
});
