import type { Columns } from '../trace/columns.js';
import { onlyDrops } from './client-drop.js';
import { createDropFates } from './drop-fates.js';
import type { LimitPlan } from './limit-plan.js';
import { openBank } from './open-bank.js';
import type { Fates } from './outcome.js';
import { replay } from './replay.js';
import type { SimulationSettings } from './settings.js';

/** What became of every request, without the record of limits and times that `simulate` gives too. */
export function replayFates(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): Fates {
  if (!onlyDrops(settings.client)) return replay(columns, plan, settings);
  const fates = createDropFates(columns, plan.limits.length);
  const bank = openBank(columns, plan, settings, (seq, limit) => {
    fates.refused(seq, limit);
    return true;
  });
  bank.play(0, columns.length);
  return fates.finish();
}
