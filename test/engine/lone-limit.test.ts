import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies } from '../../src/engine/client.js';
import { limiterCounters } from '../../src/engine/counters.js';
import { firstRefusal } from '../../src/engine/first-refusal.js';
import { planLimits } from '../../src/engine/limit-plan.js';
import type { Outcome } from '../../src/engine/outcome.js';
import { replayDrops } from '../../src/engine/replay-drops.js';
import { replayFates } from '../../src/engine/replay-fates.js';
import { replay } from '../../src/engine/replay.js';
import { ALGORITHM_NAMES, type Limit, type RateModel } from '../../src/model/rate-model.js';
import { namedStream } from '../../src/random.js';
import { DAY, HOUR, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { RUNS, TIME_ALLOWED } from '../laws/runs.js';
import { columnsOf, modelOf, randomScenario, type RandomScenario } from '../oracle/random-trace.js';

type Settings = Omit<Parameters<typeof replay>[2], 'client'>;

const WINDOWS = [undefined, [4], [9, 16], [SECOND], [HOUR, DAY]];

/** The scenario with its first limit alone, which every request meets. */
function withLoneLimit({ requests, tier, settings }: RandomScenario): RandomScenario {
  const limit = { ...tier.limits[0]!, appliesTo: {}, counts: 'requests' as const };
  return { requests, tier: { limits: [limit], exemptions: [] }, settings };
}

function loneLimit(limit: number, window: number): Limit {
  return {
    id: 'lone',
    appliesTo: {},
    counts: 'requests',
    limit,
    window,
    scope: ['app', 'user'],
    provenance: { title: 'Test', status: 'assumed' },
  };
}

/** A minute of 6,000 requests of 7 users, a tenth of them at one instant with the one before. */
function busyTrace(model: RateModel): Columns {
  const draw = namedStream(1, 'lone limit');
  let timestamp = 1_767_225_600 * SECOND;
  const requests = Array.from({ length: 6000 }, () => ({
    timestamp: (timestamp += draw() < 0.1 ? 0 : Math.ceil(20_000 * draw())),
    app: 'app',
    user: `user-${Math.floor(7 * draw() * draw())}`,
    adAccount: 'account',
    category: 'a',
    token: 'oauth' as const,
    isTest: false,
    cost: 1,
  }));
  return columnsOf(requests, model);
}

function plain({ bindingLimit, peakUse, admittedUnits, timeline }: Outcome): unknown {
  return [
    [...bindingLimit],
    String(peakUse),
    String(admittedUnits),
    Object.entries(timeline).map(String),
  ];
}

function expectSame(columns: Columns, model: RateModel, settings: Settings): void {
  const plan = planLimits(columns, model, model.tiers[0]!);
  const dropping = { ...settings, client: policies.drop() };
  const slow = replay(columns, plan, dropping, limiterCounters);
  const first = slow.bindingLimit.indexOf(0);
  expect(plain(replayDrops(columns, plan, dropping)!)).toEqual(plain(slow));
  expect([...replayFates(columns, plan, dropping).bindingLimit]).toEqual([...slow.bindingLimit]);
  expect(firstRefusal(columns, plan, dropping)).toEqual(
    first === -1 ? null : { seq: first, limit: 0 },
  );
}

describe('a limit that every request meets, and no other', () => {
  it(
    'decides as the events do',
    () => {
      const scenarios = fc.oneof(...WINDOWS.map((windows) => randomScenario(windows)));
      fc.assert(
        fc.property(scenarios.map(withLoneLimit), (scenario) => {
          const model = modelOf(scenario);
          expectSame(columnsOf(scenario.requests, model), model, scenario.settings);
        }),
        RUNS,
      );
    },
    TIME_ALLOWED,
  );

  it.each(ALGORITHM_NAMES)('decides so where thousands are refused, or none: %s', (algorithm) => {
    const settings = { algorithm, denied: 'charged' } as const;
    for (const figure of [1, 7, 50, 6000]) {
      for (const window of [SECOND, 10 * SECOND]) {
        const model = modelOf({
          requests: [],
          tier: { limits: [loneLimit(figure, window)], exemptions: [] },
          settings: { ...settings, policy: { name: 'drop' } },
        });
        expectSame(busyTrace(model), model, settings);
      }
    }
  });
});
