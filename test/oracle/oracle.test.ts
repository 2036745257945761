import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONFORMANCE_NAMES,
  oraclePolicyOf,
  readConformanceCases,
  readConformanceTrace,
  titleOf,
} from './conformance-cases.js';
import { limitsMet } from './meets.js';
import { makeMeter } from './meter.js';
import { oracle } from './oracle.js';
import type { OracleRequest, OracleTier } from './oracle-types.js';
import { pinterestTiers } from './pinterest-limits.js';
import { randomScenario, type RandomScenario } from './random-trace.js';

/** `stampede-1` is slow here under the trial tier, which the other two traces cover. */
const runInTime = CONFORMANCE_NAMES.map((name) => ({
  name,
  cases: readConformanceCases(name).filter(
    ({ tier }) => name !== 'stampede-1' || tier === 'standard',
  ),
}));

describe.each(runInTime)('oracle of $name', ({ name, cases }) => {
  const trace = readConformanceTrace(name);

  it.each(cases.map((expected) => [titleOf(expected), expected] as const))(
    'meets %s',
    (_, expected) => {
      const { tier, algorithm, denied, policy } = expected;
      const settings = { algorithm, denied, policy: oraclePolicyOf(policy) };
      const result = oracle(trace, pinterestTiers[tier], settings);

      expect(result.totals).toEqual(expected.totals);

      const { mean, ...percentiles } = expected.delayMs;
      for (const [key, value] of Object.entries(percentiles)) {
        const us = result.delays[key as keyof typeof percentiles];
        expect(us === null ? null : us / 1000, key).toBe(value);
      }
      expect(Math.abs(result.delays.mean! / 1000 - mean!)).toBeLessThanOrEqual(0.0005);

      const met = [...result.limits].filter(([, { tuples }]) => tuples > 0);
      expect(met.map(([id]) => id).sort()).toEqual(Object.keys(expected.limits).sort());
      for (const [id, { throttled, peakUse }] of met) {
        const limit = expected.limits[id]!;
        expect(throttled, id).toBe(limit.throttled);
        if (limit.peakUse !== undefined) expect(peakUse, id).toBe(limit.peakUse);
      }

      if (expected.delaysMs !== undefined) {
        const delays = result.requests.map(({ admittedAt }, seq) =>
          admittedAt === null ? null : (admittedAt - trace[seq]!.timestamp) / 1000,
        );
        expect(delays).toEqual(expected.delaysMs);
      }
    },
  );
});

/** Windows of a few microseconds, so that every instant can be tried. */
const tinyWindows = [4, 9, 16];

/** When each request is admitted under `wait` if every request that waits tries again every microsecond. */
function admissionsByTryingAlways({ requests, tier, settings }: RandomScenario): (number | null)[] {
  const { denied, policy } = settings;
  const start = requests[0]!.timestamp;
  const maxWait = policy.name === 'wait' ? (policy.maxWait ?? Infinity) : 0;
  const meters = tier.limits.map((limit) => makeMeter(limit, settings, start));
  const gates = requests.map((request) => {
    const met = limitsMet(request, tier);
    const facing = meters.filter(({ limit }) => met.includes(limit));
    return facing.map((meter) => meter.gateFor(request));
  });
  const admissions = requests.map((): number | null => null);
  const end = requests.at(-1)!.timestamp + 100 * Math.max(...tinyWindows);
  for (let t = start; t <= end; t++) {
    requests.forEach((request, seq) => {
      if (request.timestamp > t || t > request.timestamp + maxWait) return;
      if (admissions[seq] !== null) return;
      const roomy = gates[seq]!.filter((gate) => gate.hasRoom(t));
      const admitted = roomy.length === gates[seq]!.length;
      const counts = admitted || (denied === 'charged' && t === request.timestamp);
      if (counts) for (const gate of roomy) gate.count(t);
      if (admitted) admissions[seq] = t;
    });
  }
  return admissions;
}

describe('oracle', () => {
  it('admits a request that waits when it would be by trying at every microsecond', () => {
    const waiting = randomScenario(tinyWindows).filter(
      ({ settings }) => settings.policy.name === 'wait',
    );
    fc.assert(
      fc.property(waiting, (scenario) => {
        const { requests } = oracle(scenario.requests, scenario.tier, scenario.settings);
        expect(requests.map(({ admittedAt }) => admittedAt)).toEqual(
          admissionsByTryingAlways(scenario),
        );
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it('requires the smallest limit that throttles nothing when it stands alone', () => {
    fc.assert(
      fc.property(randomScenario(), ({ requests, tier, settings }) => {
        const { limits } = oracle(requests, tier, settings);
        for (const limit of tier.limits) {
          const required = limits.get(limit.id)!.requiredLimit;
          const throttles = (figure: number): boolean => {
            const alone = { ...tier, limits: [{ ...limit, limit: figure }] };
            return oracle(requests, alone, settings).totals.throttled > 0;
          };
          if (!requests.some((request) => limitsMet(request, tier).includes(limit))) {
            expect(required).toBe(0);
          } else if (required === null) expect(throttles(1e15)).toBe(true);
          else
            expect(throttles(required) || (required > 1 && !throttles(required - 1))).toBe(false);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('counts a cost in limits of units and drops at once what no window can hold', () => {
    const base: Omit<OracleRequest, 'timestamp' | 'cost'> = {
      app: 'app',
      user: 'user',
      adAccount: 'account',
      category: '',
      token: 'oauth',
      isTest: false,
    };
    const requests = [3, 3, 6, 2].map((cost, seq) => ({ ...base, timestamp: seq, cost }));
    const provenance = { title: 'Example', status: 'assumed' } as const;
    const shared = { appliesTo: {}, window: 1000, scope: [], provenance };
    const tier: OracleTier = {
      limits: [
        { ...shared, id: 'requests', counts: 'requests', limit: 10 },
        { ...shared, id: 'units', counts: 'units', limit: 5 },
      ],
      exemptions: [],
    };
    const { requests: fates, limits } = oracle(requests, tier, {
      algorithm: 'sliding-log',
      denied: 'free',
      policy: { name: 'wait' },
    });
    expect(fates.map(({ admittedAt }) => admittedAt)).toEqual([0, 1000, null, 3]);
    expect(fates[2]).toEqual({
      outcome: 'dropped',
      admittedAt: null,
      attempts: 1,
      throttled: true,
      bindingLimit: 'units',
      reset: Infinity,
    });
    expect(limits.get('units')).toEqual({
      peakUse: 5,
      throttled: 2,
      firstThrottledAt: 1,
      tuples: 1,
      requiredLimit: 14,
    });
  });
});
