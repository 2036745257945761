import type { ReplicatedDifference } from '../../result/plan.js';
import { type DisplayUnit, displayUnit } from './display-unit.js';
import { type IntervalRow, intervalRow } from './replications-data.js';

/** Data source of `reports/charts/differences.vl.json`. */
export interface DifferencesData {
  readonly differences: readonly IntervalRow[];
}

/** A difference from paired runs, and as if they were not paired. */
export function differencesData({
  unit,
  paired,
  unpaired,
}: ReplicatedDifference): DifferencesData & { readonly unit: DisplayUnit } {
  const bounds = [paired, unpaired].flatMap(({ low, high }) => [low ?? 0, high ?? 0]);
  const display = displayUnit(unit, Math.max(...bounds.map(Math.abs)));
  const differences = [
    ...intervalRow('paired', paired, unit, display),
    ...intervalRow('as if unpaired', unpaired, unit, display),
  ];
  return { differences, unit: display };
}
