import type { RateModel, Tier } from '../model/rate-model.js';
import type { Columns } from '../trace/columns.js';
import { planLimits } from './limit-plan.js';
import type { Outcome } from './outcome.js';
import { replayByParts } from './replay-by-parts.js';
import { replayDrops } from './replay-drops.js';
import type { SimulationSettings } from './settings.js';

/**
 * Replays a trace under one tier, in virtual time.
 * @throws InvariantError if requests were lost or counted twice.
 */
export function simulate(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
): Outcome {
  const plan = planLimits(columns, model, tier);
  return replayDrops(columns, plan, settings) ?? replayByParts(columns, plan, settings);
}
