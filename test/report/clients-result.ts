import type { Result, ResultScenario, ResultWakeUps } from '../../src/result/result.js';
import { dropTotals, sampleLimit, sampleResult, sampleScenario, START } from './sample-result.js';

const refusing = sampleLimit({
  offered: 2500,
  peakUse: 1000,
  throttled: 345,
  requiredLimit: 1345,
  burntShare: 0.41,
  firstThrottledAt: '2026-01-05T22:01:44.415000Z',
});

function crowd(inFirstSecond: number): ResultWakeUps {
  const bySecond = Array.from({ length: 60 }, (_, second) => (second === 0 ? inFirstSecond : 2));
  return { resets: 7, attempts: inFirstSecond, bySecond };
}

/** Two ways to be refused 345 requests of 2,500 under trial: to drop them, or to retry. */
export const dropping: ResultScenario = sampleScenario({
  denied: 'charged',
  policy: { name: 'drop', client: 'no-retry', loop: 'open' },
  totals: dropTotals(2500, 345),
  limits: [refusing],
});

export const retrying: ResultScenario = sampleScenario({
  policy: {
    name: 'retry',
    client: 'exponential',
    attempts: 5,
    backoffMs: 1000,
    factor: 2,
    capMs: 60_000,
    jitter: 'full',
    loop: 'closed',
    concurrency: 2,
    latencyMs: 200,
  },
  denied: 'charged',
  totals: {
    offered: 2500,
    admitted: 2450,
    throttled: 345,
    delayed: 295,
    dropped: 50,
    attempts: 4425,
    responses429: 1975,
  },
  delayMs: { mean: 12_000, p50: 0, p90: 0, p95: 61_000, p99: 30_660_000, max: 50_000_000 },
  limits: [refusing],
  users: {
    count: 3,
    throttled: 2,
    starved: 1,
    fairness: 0.664,
    worst: [
      { app: 'hub', user: 'mia', offered: 50, throttled: 50, dropped: 50, delayP99Ms: null },
      {
        app: 'hub',
        user: 'noor',
        offered: 450,
        throttled: 295,
        dropped: 0,
        delayP99Ms: 50_000_000,
      },
      { app: 'hub', user: 'tom', offered: 2000, throttled: 0, dropped: 0, delayP99Ms: 0 },
    ],
  },
  lateWork: { unservedAtEnd: 214, admittedAfterEnd: 200, drainMs: 33_427_750, peakBacklog: 300 },
  wakeUps: {
    ...crowd(812),
    busiest: { at: '2026-01-07T00:00:00.000000Z', attempts: 400 },
    otherJitter: { jitter: 'none', ...crowd(3410) },
  },
  series: {
    bucketMs: 60_000,
    start: START,
    offered: [1000, 1500, 0],
    admitted: [1000, 1250, 200],
    throttled: [0, 345, 0],
    refused: [0, 1945, 30],
    attempted: [1000, 3195, 230],
    backlog: [0, 250, 0],
    limits: { universal: [900, 1000, 200] },
  },
});

/** Sends nothing that could be refused, and so is late with most of it. */
export const pacing: ResultScenario = sampleScenario({
  denied: 'charged',
  policy: { name: 'wait', client: 'paced', paceShare: 0.95, loop: 'open' },
  totals: { ...dropTotals(2500, 0), delayed: 2000 },
  delayMs: { mean: 900, p50: 700, p90: 2000, p95: 2200, p99: 2664.788, max: 10_216.48 },
  limits: [sampleLimit({ offered: 2500, peakUse: 950 })],
  lateWork: { unservedAtEnd: 12, admittedAfterEnd: 12, drainMs: 10_000, peakBacklog: 40 },
});

/** Three clients under trial and standard, of which one is enough for two of them. */
export function clientsResult(): Result {
  const standard = (like: ResultScenario, change: Partial<ResultScenario> = {}): ResultScenario =>
    sampleScenario({
      tier: 'standard',
      policy: like.policy,
      denied: like.denied,
      totals: dropTotals(2500, 0),
      limits: [sampleLimit({ peakUse: 41, windowMs: 60_000 })],
      ...change,
    });
  return sampleResult({
    scenarios: [
      dropping,
      standard(dropping),
      retrying,
      standard(retrying),
      pacing,
      standard(pacing, { totals: pacing.totals, delayMs: pacing.delayMs }),
    ],
    requiredTier: { tier: 'standard', met: [] },
    requiredTiers: [
      { client: 'no-retry', tier: 'standard', met: [] },
      { client: 'exponential', tier: 'standard', met: [] },
      { client: 'paced', tier: null, met: [], raise: [] },
    ],
  });
}
