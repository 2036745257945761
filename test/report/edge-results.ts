import type { Result } from '../../src/result/result.js';
import {
  NO_DELAY,
  dropTotals,
  sampleLimit,
  sampleReservation,
  sampleResult,
  sampleScenario,
} from './sample-result.js';
import { weekResult } from './week-result.js';

/** A Result of a command that asked for no required tier. */
export function withoutRequiredTier(result: Result): Result {
  return Object.fromEntries(
    Object.entries(result).filter(([part]) => part !== 'requiredTier'),
  ) as unknown as Result;
}

/** One request, and nothing else that may be absent. */
export function oneRequestResult(): Result {
  const one = dropTotals(1, 0);
  const base = sampleResult();
  return {
    ...base,
    trace: { ...base.trace, requests: 1, end: base.trace.start, users: 1, adAccounts: 1 },
    scenarios: [
      sampleScenario({
        totals: one,
        categories: [{ category: 'org_read', ...one, delayMs: NO_DELAY }],
        limits: [sampleLimit({ offered: 1, peakUse: 1, requiredLimit: 1 })],
        series: {
          bucketMs: 1000,
          start: base.trace.start,
          offered: [1],
          admitted: [1],
          throttled: [0],
          refused: [0],
          limits: { universal: [1] },
        },
      }),
    ],
    reservations: [sampleReservation({ spanMs: 0, measured: 1, scaled: null })],
  };
}

/** Every list empty, every optional part absent, nothing admitted. */
export function emptyResult(): Result {
  const base = withoutRequiredTier(sampleResult());
  const none = { mean: null, p50: null, p90: null, p95: null, p99: null, max: null };
  return {
    ...base,
    model: { ...base.model, tiers: [], assumptions: [] },
    objective: [],
    scenarios: [
      sampleScenario({
        totals: dropTotals(0, 0),
        delayMs: none,
        categories: [],
        limits: [],
        series: {
          bucketMs: 1000,
          start: base.trace.start,
          offered: [],
          admitted: [],
          throttled: [],
          refused: [],
          limits: {},
        },
      }),
    ],
  };
}

/** A trace of 57 minutes, all admitted, whose rate would not fit in a day of trial. */
export function reservedResult(): Result {
  const base = sampleResult();
  return {
    ...base,
    trace: { ...base.trace, requests: 300, end: '2026-01-05T00:57:00.000000Z' },
    scenarios: [sampleScenario({ totals: dropTotals(300, 0) })],
    reservations: [
      sampleReservation({ limit: 'ads_write', measured: 10, scaled: 253, allowed: 300 }),
      sampleReservation(),
    ],
  };
}

/** The week, with bursts that standard throttles too, and clients that wait. */
export function noTierResult(): Result {
  const week = weekResult();
  const [trial, standard] = week.scenarios;
  const { series, totals } = standard!;
  const isBurst = (i: number) => i % 251 === 90;
  const throttled = series.offered.map((count, i) => (isBurst(i) ? Math.min(count, 122) : 0));
  const later = series.offered.map((_, i) => (i > 0 ? throttled[i - 1]! : 0));
  const count = throttled.reduce((sum, each) => sum + each, 0);
  const delayMs = { mean: 812.5, p50: 0, p90: 0, p95: 21_000, p99: 55_250.125, max: 59_998 };
  const limits = standard!.limits.map((limit) =>
    limit.id === 'ads_analytics'
      ? {
          ...limit,
          peakUse: 300,
          throttled: count,
          requiredLimit: 412,
          firstThrottledAt: '2026-01-07T09:20:04.000000Z',
        }
      : limit,
  );
  return {
    ...week,
    scenarios: [
      trial!,
      {
        ...standard!,
        policy: { name: 'wait', maxWaitMs: 90_000, loop: 'open' },
        limits,
        categories: standard!.categories.map((each) =>
          each.category === 'ads_analytics' ? { ...each, delayed: count, delayMs } : each,
        ),
        totals: {
          ...totals,
          admitted: totals.offered,
          dropped: 0,
          throttled: count,
          delayed: count,
          attempts: totals.offered + count,
          responses429: count,
        },
        delayMs,
        lateWork: { unservedAtEnd: 0, admittedAfterEnd: 0, drainMs: 0, peakBacklog: 122 },
        wakeUps: {
          resets: 4,
          attempts: 216,
          busiest: { at: '2026-01-07T09:21:00.000000Z', attempts: 120 },
          bySecond: Array.from({ length: 60 }, (_, second) => (second === 0 ? 216 : 3)),
        },
        series: {
          ...series,
          throttled,
          refused: throttled,
          admitted: series.offered.map((offered, i) => offered - throttled[i]! + later[i]!),
          attempted: series.offered.map((offered, i) => offered + later[i]!),
          backlog: throttled,
        },
      },
    ],
    requiredTier: {
      tier: null,
      met: [],
      raise: [{ limit: 'standard.ads_analytics', from: 300, to: 412 }],
    },
  };
}
