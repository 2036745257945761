import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandSetters } from '../../src/engine/demand-setter.js';
import { ALGORITHM_NAMES } from '../../src/model/rate-model.js';
import { HOUR } from '../../src/time.js';
import { zoneWindows } from '../../src/limiter/zone-windows.js';
import { limitsMet, scopeTuple } from '../oracle/meets.js';
import { modelOf, randomScenario, type RandomScenario } from '../oracle/random-trace.js';
import { limitSetter, requiredLimit } from '../oracle/required-limit.js';
import { engineSettings, replay } from './replay.js';
import { at, request } from './requests.js';
import { limit, modelWith } from './small-tier.js';

const RUNS = { seed: 1, numRuns: 100 };

/** Every limit of a scenario that has a required limit above 0, with the requests that meet it. */
function demandsOf({ requests, tier, settings }: RandomScenario) {
  const model = modelOf({ requests, tier, settings });
  const simulated = engineSettings(settings);
  const { columns, demands } = replay(requests, model, model.tiers[0]!, simulated);
  const required = demands.map(({ requiredLimit }) => requiredLimit);
  const setters = demandSetters(columns, model, model.tiers[0]!, simulated, required);
  return tier.limits.flatMap((one, k) => {
    const figure = required[k] ?? null;
    const setBy = setters[k];
    if (figure === null || figure === 0) {
      expect(setBy).toBeUndefined();
      return [];
    }
    const met = requests.filter((each) => limitsMet(each, tier).includes(one));
    return [{ limit: one, figure, setBy: setBy!, met }];
  });
}

describe.each(ALGORITHM_NAMES)('what sets a required limit, %s', (algorithm) => {
  const scenarios = randomScenario().map(({ settings, ...rest }) => ({
    ...rest,
    settings: { ...settings, algorithm },
  }));

  if (algorithm !== 'token-bucket') {
    it('is the request that one lower would refuse first, with its window', () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const { requests, settings } = scenario;
          const start = requests[0]!.timestamp;
          for (const { limit: one, figure, setBy, met } of demandsOf(scenario)) {
            const { request: first, from, to } = limitSetter(met, one, settings, start, figure);
            expect(setBy).toEqual({ seq: requests.indexOf(first), from, to });
          }
        }),
        RUNS,
      );
    });
  }

  // The estimate of a sliding counter is made of what lies before its window too.
  if (algorithm !== 'sliding-counter') {
    it('is a window whose requests of that scope tuple need as much alone', () => {
      fc.assert(
        fc.property(scenarios, (scenario) => {
          const { requests, settings } = scenario;
          const start = requests[0]!.timestamp;
          for (const { limit: one, figure, setBy, met } of demandsOf(scenario)) {
            const tuple = scopeTuple(requests[setBy.seq]!, one);
            const within = met.filter(
              (each) =>
                scopeTuple(each, one) === tuple &&
                each.timestamp >= setBy.from &&
                each.timestamp < setBy.to,
            );
            expect(requiredLimit(within, one, settings, start)).toBe(figure);
          }
        }),
        RUNS,
      );
    });
  }
});

describe('what sets a required limit', () => {
  it('is a local day where days are those of a zone', () => {
    // Clocks go forward in Berlin: the day has 23 hours.
    const model = modelWith([limit('day', 5, { window: 24 * HOUR })]);
    const resetWindows = zoneWindows('Europe/Berlin')!;
    const trace = [request(at('2026-03-29T10:00'), '')];
    const settings = engineSettings({
      algorithm: 'fixed-window',
      denied: 'free',
      policy: { name: 'drop' },
    });
    const { columns } = replay(trace, model, model.tiers[0]!, { resetWindows });
    const changed = { ...settings, resetWindows };
    const [setter] = demandSetters(columns, model, model.tiers[0]!, changed, [1]);
    expect(setter).toEqual({
      seq: 0,
      from: at('2026-03-28T23:00'),
      to: at('2026-03-29T22:00'),
    });
  });
});
