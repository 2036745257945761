import { limitDemands } from '../engine/required-limit.js';
import type { SimulationSettings } from '../engine/settings.js';
import { simulate } from '../engine/simulate.js';
import type { RateModel, Tier } from '../model/rate-model.js';
import type { ScenarioRun } from '../result/summarize.js';
import type { Columns } from '../trace/columns.js';

/** Replays a trace under one tier, and measures what each of its limits would have to be. */
export function runScenario(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
  seed: number,
): ScenarioRun {
  const { algorithm, denied, client } = settings;
  return {
    columns,
    tier,
    algorithm,
    denied,
    client,
    seed,
    outcome: simulate(columns, model, tier, settings),
    demands: limitDemands(columns, model, tier, settings),
  };
}
