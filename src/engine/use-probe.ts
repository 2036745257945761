import { InvariantError } from '../errors.js';
import type { Columns } from '../trace/columns.js';
import { withFigures, type LimitPlan } from './limit-plan.js';
import { openBank } from './open-bank.js';
import type { Probe } from './required-limit.js';
import type { SimulationSettings } from './settings.js';

/** Finds the largest count (or estimate) that a window algorithm sees where no limit refuses anything. */
export function useProbe(columns: Columns, plan: LimitPlan, settings: SimulationSettings): Probe {
  const bank = openBank(
    columns,
    withFigures(plan, () => Infinity),
    settings,
    () => {
      throw new InvariantError('a limit without bounds refused a request');
    },
  );
  return {
    take(length) {
      bank.play(0, length);
    },
    finish: () => false,
    required: (k) => Math.max(0, bank.ledger.most[k]!),
  };
}
