import { expect, test } from 'vitest';
import { DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import { SECOND } from '../../src/time.js';
import { clientsResult } from './clients-result.js';
import { emptyResult, noTierResult, oneRequestResult, reservedResult } from './edge-results.js';
import { expectValidResult } from './expect-valid-result.js';
import { flippingPlanResult, planResult, raisePlanResult } from './plan-result.js';
import { clientsPlanResult, shortPlanResult } from './plan-variants.js';
import { sampleReplications } from './sample-replications.js';
import { replayedResult, type Replaying } from './replayed-result.js';
import { sampleResult } from './sample-result.js';
import { weekResult } from './week-result.js';
import { workloadResult } from './workload-result.js';

const TWO = { limit: 2, latency: SECOND / 5 };

test.each([
  ['a week', weekResult()],
  ['no tier suffices', noTierResult()],
  ['a reservation', reservedResult()],
  ['one request', oneRequestResult()],
  ['empty parts', emptyResult()],
  ['several clients', clientsResult()],
  ['a generated trace', workloadResult()],
  ['a plan', planResult()],
  ['a plan with a raise, advice and replications', raisePlanResult()],
  ['a plan whose band flips', flippingPlanResult()],
  ['a plan of the first of several clients', clientsPlanResult()],
  ['a plan of a short trace', shortPlanResult()],
])('the schema takes a Result: %s', (_, result) => {
  expectValidResult(result);
});

test.each([
  ['another version', { version: 2 }],
  ['an unknown member', { verdict: 'yes' }],
  ['null for an absent part', { requiredTier: null }],
  ['no scenarios', { scenarios: undefined }],
  ['a plan with an unknown member', { plan: { ...planResult().plan, best: true } }],
  [
    'a way of growing that there is not',
    { plan: { ...planResult().plan, curves: [{ growth: 'luck', points: [] }] } },
  ],
  [
    'a headroom that does not say how many factors were tried',
    {
      plan: {
        ...planResult().plan,
        headroom: [{ growth: 'users', tier: 'trial', factor: 2, triedUpTo: 4 }],
      },
    },
  ],
  [
    'a band of a raise without settings',
    { plan: { ...planResult().plan, raiseBand: { holds: 2 } } },
  ],
  ['a band without verdicts', { band: { ...planResult().band, verdicts: undefined } }],
  ['replications without seeds', { replications: { ...sampleReplications(), seeds: undefined } }],
])('the schema refuses %s', (_, change) => {
  expect(() => {
    expectValidResult({ ...sampleResult(), ...change });
  }).toThrow();
});

test.each([
  ['drop', {}],
  ['drop, refusals charged', { denied: 'charged' }],
  ['wait', { policy: 'wait' }],
  ['wait a while, two at a time', { policy: 'wait', maxWait: 90 * SECOND, concurrency: TWO }],
  ['paced', { client: 'paced', policy: 'wait', pacing: { kind: 'share', share: 0.95 } }],
  ['retry', { policy: 'retry', retry: { ...DEFAULT_RETRY, reset: 'exact' } }],
  ['retry, refusals charged', { policy: 'retry', denied: 'charged' }],
  ['windows that slide', { policy: 'retry', algorithm: 'sliding-log' }],
] as const satisfies readonly (readonly [string, Replaying])[])(
  'the schema takes what a run leaves behind: %s',
  async (_, replaying) => {
    expectValidResult(await replayedResult(replaying));
  },
);

test('runs leave behind every part that the schema describes', async () => {
  const { scenarios } = await replayedResult({
    policy: 'retry',
    retry: { ...DEFAULT_RETRY, reset: 'exact' },
    denied: 'charged',
  });
  const { users, lateWork, wakeUps, series, limits } = scenarios[0]!;
  expect(users?.count).toBe(2);
  expect(lateWork?.unservedAtEnd).toBeGreaterThan(0);
  expect(wakeUps?.otherJitter?.jitter).toBe('none');
  expect([series.attempted, series.backlog]).not.toContain(undefined);
  expect(limits.some(({ burntShare = 0 }) => burntShare > 0)).toBe(true);
});
