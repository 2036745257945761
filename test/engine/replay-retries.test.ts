import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY, makeClient } from '../../src/engine/client-spec.js';
import { limiterCounters } from '../../src/engine/counters.js';
import { planLimits, type LimitPlan } from '../../src/engine/limit-plan.js';
import { replay } from '../../src/engine/replay.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import { ALGORITHM_NAMES } from '../../src/model/rate-model.js';
import { namedStream } from '../../src/random.js';
import { SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { columnsOf } from '../oracle/random-trace.js';
import { retryingClients } from './any-client.js';
import { asText } from './as-text.js';
import { dropScenarios } from './drop-scenarios.js';
import { request } from './requests.js';
import { limit, modelWith } from './small-tier.js';

/** The outcome, and that of the events one by one, with a limiter for each limit. */
function bothWays(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): [ours: string, slow: string] {
  const slow = replay(columns, plan, settings, limiterCounters);
  return [asText(replay(columns, plan, settings)), asText(slow)];
}

describe('a client that does nothing but retry', () => {
  it(
    'does with every request, limit and bucket of time what the events do',
    () => {
      fc.assert(
        fc.property(dropScenarios, retryingClients, ({ columns, plan, settings }, client) => {
          const [ours, slow] = bothWays(columns, plan, { ...settings, client });
          expect(ours).toBe(slow);
        }),
        RUNS,
      );
    },
    TIME_ALLOWED,
  );

  it.each(ALGORITHM_NAMES)(
    'does so where hundreds arrive between two retries, or wait at one instant: %s',
    (algorithm) => {
      const draw = namedStream(1, 'retries');
      let timestamp = 1_767_225_600 * SECOND;
      const trace = Array.from({ length: 4000 }, (_, i) => {
        timestamp += i % 1000 < 500 ? Math.floor(8000 * draw()) : Math.floor(0.1 + draw());
        return request(timestamp, i % 3 === 0 ? 'a' : 'b', {
          user: `user-${Math.floor(7 * draw() * draw())}`,
        });
      });
      for (const figure of [3, 150, 5000]) {
        const lone = limit('user', figure, { scope: ['app', 'user'] });
        const ofCategory = limit('a', 40, { appliesTo: { category: 'a' }, window: 10 * SECOND });
        for (const limits of [[lone], [lone, ofCategory], [lone, ofCategory, limit('all', 300)]]) {
          const model = modelWith(limits, ['a', 'b']);
          const columns = columnsOf(trace, model);
          const plan = planLimits(columns, model, model.tiers[0]!);
          for (const change of [{}, { jitter: 'none', reset: 'header' }] as const) {
            const client = makeClient(
              { policy: 'retry', retry: { ...DEFAULT_RETRY, ...change } },
              1,
            );
            const settings = { algorithm, denied: 'charged', client } as const;
            const [ours, slow] = bothWays(columns, plan, settings);
            expect(ours).toBe(slow);
          }
        }
      }
    },
    TIME_ALLOWED,
  );

  it.each([1, 3])('sends at the very end of its budget, and not after: %i s', (seconds) => {
    const model = modelWith([limit('all', 1, { window: 3600 * SECOND })], ['a']);
    const columns = columnsOf([request(0, 'a'), request(0, 'a')], model);
    const plan = planLimits(columns, model, model.tiers[0]!);
    const attemptsWithin = (budget: number): number => {
      const retry = { ...DEFAULT_RETRY, jitter: 'none', budget } as const;
      const client = makeClient({ policy: 'retry', retry }, 1);
      const settings = { algorithm: 'fixed-window', denied: 'free', client } as const;
      const [ours, slow] = bothWays(columns, plan, settings);
      expect(ours).toBe(slow);
      return replay(columns, plan, settings).attempts[1]!;
    };
    const before = attemptsWithin(seconds * SECOND - 1);
    expect(attemptsWithin(seconds * SECOND)).toBe(before + 1);
  });
});
