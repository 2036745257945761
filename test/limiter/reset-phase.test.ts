import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policies } from '../../src/engine/client.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import type { Limiter } from '../../src/limiter/limiter.js';
import { limiters } from '../../src/limiter/limiters.js';
import { zoneWindows } from '../../src/limiter/zone-windows.js';
import { ALGORITHM_NAMES } from '../../src/model/rate-model.js';
import { summarizeScenario, type ScenarioRun } from '../../src/result/summarize.js';
import { DAY, HOUR, MINUTE } from '../../src/time.js';
import { engineSettings, replay } from '../engine/replay.js';
import { at, requests } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { oracle } from '../oracle/oracle.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { modelOf, randomScenario, type RandomScenario } from '../oracle/random-trace.js';

const PHASED = ['fixed-window', 'sliding-counter'] as const;
const hours = fc.integer({ min: 0, max: 23 }).map((hour) => hour * HOUR);

function earlier(requests: readonly OracleRequest[], by: number): OracleRequest[] {
  return requests.map((request) => ({ ...request, timestamp: request.timestamp - by }));
}

function run(
  { requests, ...scenario }: RandomScenario,
  change: Partial<SimulationSettings> = {},
): ScenarioRun {
  const model = modelOf({ requests, ...scenario });
  const settings = { ...engineSettings(scenario.settings), ...change };
  return replay(requests, model, model.tiers[0]!, settings);
}

function admittedAt({ outcome }: ScenarioRun): (number | null)[] {
  return Array.from(outcome.admittedAt, (time) => (Number.isNaN(time) ? null : time));
}

it.each(PHASED)('starts the windows of %s so long after the multiples of the window', (name) => {
  const gaps = fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 30 });
  const offsets = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(gaps, offsets, fc.integer({ min: -50, max: 50 }), (steps, offset, start) => {
      const make = (change: { offset?: number }): Limiter =>
        limiters[name].create({ limit: 3, window: 10, ...change }, 1);
      const shifted = make({ offset });
      const plain = make({});
      let t = start;
      for (const gap of steps) {
        t += gap;
        const next = shifted.next(0, t, 1);
        expect(next).toBe(plain.next(0, t - offset, 1) + offset);
        if (next > t) {
          expect(shifted.hasRoom(0, next - 1, 1)).toBe(false);
          expect(shifted.hasRoom(0, next, 1)).toBe(true);
          t = next;
        }
        shifted.admit(0, t, 1);
        plain.admit(0, t - offset, 1);
        expect(shifted.use(0, t)).toBe(plain.use(0, t - offset));
      }
    }),
    RUNS,
  );
});

it(
  'does with daily windows what the slow twin does with a trace moved back by the phase',
  () => {
    const asked = fc.tuple(randomScenario([DAY]), hours, fc.constantFrom(...PHASED));
    fc.assert(
      fc.property(asked, ([random, resetPhase, algorithm]) => {
        const scenario = { ...random, settings: { ...random.settings, algorithm } };
        const { requests: trace, tier, settings } = scenario;
        const expected = oracle(earlier(trace, resetPhase), tier, settings);
        const phased = run(scenario, { resetPhase });
        expect(admittedAt(phased)).toEqual(
          expected.requests.map(({ admittedAt: time }) =>
            time === null ? null : time + resetPhase,
          ),
        );
        const { totals, limits } = summarizeScenario(phased);
        expect(totals).toEqual(expected.totals);
        for (const { id, throttled, peakUse, requiredLimit } of limits) {
          expect({ throttled, peakUse, requiredLimit }).toEqual({
            throttled: expected.limits.get(id)!.throttled,
            peakUse: expected.limits.get(id)!.peakUse,
            requiredLimit: expected.limits.get(id)!.requiredLimit,
          });
        }
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 3 },
    );
  },
  TIME_ALLOWED,
);

it.each([
  ['windows that are not a day', [HOUR, MINUTE], ALGORITHM_NAMES],
  [
    'algorithms that align nothing',
    [DAY],
    ['fixed-window-anchored', 'sliding-log', 'token-bucket'] as const,
  ],
])('changes nothing for %s', (_, windows, algorithms) => {
  const asked = fc.tuple(randomScenario(windows), hours, fc.constantFrom(...algorithms));
  fc.assert(
    fc.property(asked, ([random, resetPhase, algorithm]) => {
      const phased = run(random, { resetPhase, algorithm });
      const plain = run(random, { algorithm });
      expect(summarizeScenario(phased)).toEqual(summarizeScenario(plain));
    }),
    { ...RUNS, numRuns: RUNS.numRuns / 10 },
  );
});

const daily = modelWith([limit('daily', 2, { window: DAY })]);

function daysOf(change: Partial<SimulationSettings>): (number | null)[] {
  const trace = requests(4, at('2026-03-10T12:00'), 6 * HOUR, '');
  return admittedAt(replay(trace, daily, daily.tiers[0]!, { ...change }));
}

it('refuses until the shifted reset and admits exactly at it', () => {
  const noon = at('2026-03-10T12:00');
  const reset = at('2026-03-11T05:00');
  const waiting = { client: policies.wait(), resetPhase: 5 * HOUR };
  // Sent at 12:00, 18:00, 00:00 and 06:00: the third waits for 05:00.
  expect(daysOf(waiting)).toEqual([noon, noon + 6 * HOUR, reset, noon + 18 * HOUR]);
  const early = requests(1, reset - 1, 1, '');
  const onTime = requests(1, reset, 1, '');
  const full = requests(2, noon, 0, '');
  const last = (trace: readonly OracleRequest[]): number | null | undefined =>
    admittedAt(replay(trace, daily, daily.tiers[0]!, { resetPhase: 5 * HOUR })).at(-1);
  expect(last([...full, ...early])).toBeNull();
  expect(last([...full, ...onTime])).toBe(reset);
});

it('gives way to a zone, which says when its days start', () => {
  const resetWindows = zoneWindows('UTC')!;
  expect(daysOf({ resetWindows, resetPhase: 5 * HOUR })).toEqual(daysOf({}));
  const counter = { algorithm: 'sliding-counter' } as const;
  expect(daysOf({ ...counter, resetWindows, resetPhase: 5 * HOUR })).toEqual(daysOf(counter));
});
