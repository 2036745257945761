import type { SimulationSettings } from '../../src/engine/settings.js';
import type { RateModel, Tier } from '../../src/model/rate-model.js';
import { runScenario } from '../../src/plan/run-scenario.js';
import type { ScenarioRun } from '../../src/result/summarize.js';
import type { OracleRequest, OracleSettings } from '../oracle/oracle-types.js';
import { columnsOf } from '../oracle/random-trace.js';
import { clientOf } from './client-of.js';

/** The oracle's settings, as the engine takes them. */
export function engineSettings(settings: OracleSettings): SimulationSettings {
  const { policy, ...rest } = settings;
  return { ...rest, client: clientOf(policy) };
}

/** A tier of a model by name. */
export function tierNamed(model: RateModel, name: string): Tier {
  return model.tiers.find((tier) => tier.name === name)!;
}

/** Runs requests, in trace order, under a tier: fixed windows, refusals free and dropped, unless changed. */
export function replay(
  requests: readonly OracleRequest[],
  model: RateModel,
  tier: Tier,
  change: Partial<SimulationSettings> = {},
): ScenarioRun {
  const settings = engineSettings({
    algorithm: 'fixed-window',
    denied: 'free',
    policy: { name: 'drop' },
  });
  return runScenario(columnsOf(requests, model), model, tier, { ...settings, ...change }, 1);
}
