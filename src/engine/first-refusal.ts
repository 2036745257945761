import type { Columns } from '../trace/columns.js';
import type { LimitPlan } from './limit-plan.js';
import { openBank } from './open-bank.js';
import type { SimulationSettings } from './settings.js';

/** A request that was refused, and the index of the limit that bound it. */
export interface Refusal {
  readonly seq: number;
  readonly limit: number;
}

/**
 * The first refusal of a trace whose requests are sent at their timestamps; null if every one is admitted.
 * Nothing before it depends on what a refused client does, so that it is the same for every client without
 * pacing and closed loop; and null means that such a client meets the default objective. Reads the trace no
 * further than the refusal, and keeps nothing about a request.
 */
export function firstRefusal(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): Refusal | null {
  let refusal: Refusal | null = null;
  const bank = openBank(columns, plan, settings, (seq, limit) => {
    refusal = { seq, limit };
    return false;
  });
  bank.play(0, columns.length);
  return refusal;
}
