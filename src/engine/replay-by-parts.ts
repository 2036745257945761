import type { Columns } from '../trace/columns.js';
import { independentParts, type Splitting } from './independent-parts.js';
import type { LimitPlan } from './limit-plan.js';
import { completeOutcome, mergeOutcomes } from './merge-outcomes.js';
import type { Outcome } from './outcome.js';
import { replay, replayPart } from './replay.js';
import type { SimulationSettings } from './settings.js';

/**
 * Replays a trace event by event, each of its independent parts by itself: the same outcome as that of `replay`, but
 * for the use over time, which between admissions is asked of the busiest tuple of each part.
 * @throws InvariantError if requests were lost or counted twice.
 */
export function replayByParts(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  splitting?: Splitting,
): Outcome {
  const parts = independentParts(columns, plan, settings.client, splitting);
  if (parts.length === 0) return replay(columns, plan, settings);
  const outcomes = parts.map((seqs) => replayPart(columns, plan, settings, seqs));
  return completeOutcome(mergeOutcomes(outcomes), plan.limits, columns.length);
}
