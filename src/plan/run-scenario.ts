import type { Outcome } from '../engine/outcome.js';
import { limitDemands } from '../engine/required-limit.js';
import type { SimulationSettings } from '../engine/settings.js';
import { simulate } from '../engine/simulate.js';
import { hasCommonResets } from '../engine/wake-ups.js';
import type { RateModel, Tier } from '../model/rate-model.js';
import type { ScenarioRun } from '../result/summarize.js';
import type { OtherJitter } from '../result/wake-ups.js';
import type { Columns } from '../trace/columns.js';

/**
 * Replays a trace under one tier, and measures what each of its limits would have to be. Of a client with
 * jitter that met a reset, the same run without it is made too (and the other way round), to show what the
 * jitter does to the crowd behind resets.
 */
export function runScenario(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
  seed: number,
): ScenarioRun {
  const { algorithm, denied, client } = settings;
  const outcome = simulate(columns, model, tier, settings);
  const otherJitter =
    (outcome.wakeUps?.resets ?? 0) > 0 ? runOtherJitter(columns, model, tier, settings) : undefined;
  return {
    columns,
    tier,
    algorithm,
    denied,
    client,
    seed,
    outcome,
    otherJitter,
    demands: limitDemands(columns, model, tier, settings),
  };
}

/** Replays a trace under a tier, wherever that is done. */
export type Simulator = (tier: Tier, settings: SimulationSettings) => Promise<Outcome>;

/** Does what `runScenario` does, while others simulate: the run with the other jitter at the same time, where a first attempt is sure to be refused. */
export async function runScenarioBy(
  simulator: Simulator,
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
  seed: number,
): Promise<ScenarioRun> {
  const { algorithm, denied, client } = settings;
  const other = client.withOtherJitter?.();
  const simulateOther = async (): Promise<OtherJitter | undefined> => {
    if (other === undefined) return undefined;
    const { wakeUps } = await simulator(tier, { ...settings, client: other.client });
    return wakeUps && { jitter: other.jitter, wakeUps };
  };
  const simulation = simulator(tier, settings);
  const demands = limitDemands(columns, model, tier, settings);
  const isShort = demands.some(
    ({ requiredLimit }, k) => requiredLimit === null || requiredLimit > tier.limits[k]!.limit,
  );
  const [outcome, early] = await Promise.all([
    simulation,
    isShort && hasCommonResets(algorithm) ? simulateOther() : undefined,
  ]);
  const met = (outcome.wakeUps?.resets ?? 0) > 0;
  const otherJitter = met ? (early ?? (await simulateOther())) : undefined;
  return { columns, tier, algorithm, denied, client, seed, outcome, otherJitter, demands };
}

function runOtherJitter(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
): OtherJitter | undefined {
  const other = settings.client.withOtherJitter?.();
  if (other === undefined) return undefined;
  const { wakeUps } = simulate(columns, model, tier, { ...settings, client: other.client });
  return wakeUps === undefined ? undefined : { jitter: other.jitter, wakeUps };
}
