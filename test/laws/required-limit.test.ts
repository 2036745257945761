import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimulationSettings } from '../../src/engine/settings.js';
import type { ScenarioRun } from '../../src/result/summarize.js';
import { engineSettings, replay } from '../engine/replay.js';
import { request } from '../engine/requests.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { modelOf, randomScenario, type RandomScenario } from '../oracle/random-trace.js';
import { RUNS, TIME_ALLOWED } from './runs.js';

const scenarios = randomScenario();

function run({ requests, ...scenario }: RandomScenario): ScenarioRun {
  const model = modelOf({ requests, ...scenario });
  return replay(requests, model, model.tiers[0]!, engineSettings(scenario.settings));
}

/** Throttled requests under the scenario's limits at other figures, in tier order. */
function throttledUnder(scenario: RandomScenario, figures: readonly number[]): number {
  const limits = scenario.tier.limits.map((one, k) => ({ ...one, limit: figures[k]! }));
  const { outcome } = run({ ...scenario, tier: { ...scenario.tier, limits } });
  return outcome.bindingLimit.filter((binding) => binding !== -1).length;
}

describe('required limits', () => {
  it(
    'throttle nothing, and something as soon as any one of them is one lower',
    () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const required = run(scenario).demands.map(({ requiredLimit }) => requiredLimit);
          fc.pre(required.every((figure) => figure !== null));
          const figures = required.map((figure) => Math.max(1, figure));
          expect(throttledUnder(scenario, figures)).toBe(0);
          figures.forEach((figure, k) => {
            if (figure === 1) return;
            const oneLower = figures.with(k, figure - 1);
            expect(throttledUnder(scenario, oneLower)).toBeGreaterThan(0);
          });
        }),
        RUNS,
      );
    },
    TIME_ALLOWED,
  );

  const units = modelWith([limit('units', 5, { counts: 'units' })]);
  const demandOf = (cost: number, change: Partial<SimulationSettings>): unknown =>
    replay([request(0, '', { cost })], units, units.tiers[0]!, change).demands[0];

  it('are none where a burst holds less than a cost, however large the limit', () => {
    const bucket = { algorithm: 'token-bucket', burst: 2 } as const;
    expect(demandOf(2, bucket)).toMatchObject({ requiredLimit: 2, impossible: 0 });
    expect(demandOf(3, bucket)).toMatchObject({ requiredLimit: null, impossible: 1 });
    expect(demandOf(3, { ...bucket, burst: 3 })).toMatchObject({ requiredLimit: 3, impossible: 0 });
  });

  it('are at least every cost, however large the burst', () => {
    const bucket = { algorithm: 'token-bucket', burst: 100 } as const;
    expect(demandOf(6, bucket)).toMatchObject({ requiredLimit: 6, impossible: 1 });
  });
});
