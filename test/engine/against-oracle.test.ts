import fc from 'fast-check';
import { expect, it } from 'vitest';
import { summarizeScenario, type ScenarioRun } from '../../src/result/summarize.js';
import { parseIsoTimestamp } from '../../src/time.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { oracle } from '../oracle/oracle.js';
import type { OracleResult } from '../oracle/oracle-types.js';
import { modelOf, randomScenario, type RandomScenario } from '../oracle/random-trace.js';
import { engineSettings, replay } from './replay.js';

/** What became of each request, by both. */
function fates({ outcome }: ScenarioRun): unknown[] {
  return Array.from(outcome.admittedAt, (at, seq) => {
    const binding = outcome.limits[outcome.bindingLimit[seq]!];
    return {
      admittedAt: Number.isNaN(at) ? null : at,
      attempts: outcome.attempts[seq],
      bindingLimit: binding?.id ?? null,
      throttled: binding !== undefined,
    };
  });
}

function oracleFates({ requests }: OracleResult): unknown[] {
  return requests.map(({ admittedAt, attempts, bindingLimit, throttled }) => ({
    admittedAt,
    attempts,
    bindingLimit,
    throttled,
  }));
}

/** What each limit did, by both. */
function limits(run: ScenarioRun): unknown[] {
  return summarizeScenario(run).limits.map((limit) => ({
    id: limit.id,
    peakUse: limit.peakUse,
    throttled: limit.throttled,
    firstThrottledAt:
      limit.firstThrottledAt === null ? null : parseIsoTimestamp(limit.firstThrottledAt)!.us,
    tuples: limit.tuples,
    requiredLimit: limit.requiredLimit,
  }));
}

function oracleLimits({ limits }: OracleResult): unknown[] {
  return Array.from(limits, ([id, limit]) => ({ id, ...limit }));
}

/** The delays in whole microseconds, by both. */
function delays(run: ScenarioRun): unknown {
  const us = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 1000));
  const { mean, p50, p90, p95, p99, max } = summarizeScenario(run).delayMs;
  return { mean: us(mean), p50: us(p50), p90: us(p90), p95: us(p95), p99: us(p99), max: us(max) };
}

function oracleDelays({ delays: { mean, ...percentiles } }: OracleResult): unknown {
  return { mean: mean === null ? null : Math.round(mean), ...percentiles };
}

function expectSame(scenario: RandomScenario): void {
  const { requests, tier, settings } = scenario;
  const model = modelOf(scenario);
  const expected = oracle(requests, tier, settings);
  const run = replay(requests, model, model.tiers[0]!, engineSettings(settings));

  expect(fates(run)).toEqual(oracleFates(expected));
  expect(limits(run)).toEqual(oracleLimits(expected));
  expect(summarizeScenario(run).totals).toEqual(expected.totals);
  expect(delays(run)).toEqual(oracleDelays(expected));
}

it.each([
  ['windows of a second to a minute', undefined],
  ['windows of a few microseconds, in which fractions of one count', [4, 9, 16]],
])(
  'does with every request, limit and total what the slow twin does: %s',
  (_, windows) => {
    fc.assert(fc.property(randomScenario(windows), expectSame), RUNS);
  },
  TIME_ALLOWED,
);
