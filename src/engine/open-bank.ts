import { banks } from '../limiter/banks/banks.js';
import type { Bank, Ledger, Requests } from '../limiter/banks/bank.js';
import type { Columns } from '../trace/columns.js';
import type { LimitPlan } from './limit-plan.js';
import { limiterSpec, type SimulationSettings } from './settings.js';

/**
 * The counters of a plan's limits as one bank, with what is used already counted; undefined where the
 * algorithm has no bank.
 */
export function openBank(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  ledger: Ledger,
): Bank | undefined {
  const { limits } = plan;
  const specs = limits.map((limit) => limiterSpec(limit, settings));
  const bank = banks[settings.algorithm]?.(requestsOf(columns, plan), specs, ledger);
  if (columns.length === 0) return bank;
  limits.forEach(({ id }, k) => {
    const units = settings.used?.get(id) ?? 0;
    for (let slot = 0; units > 0 && slot < plan.tuples[k]!.count; slot++) {
      bank?.preload(k, slot, columns.timestamp[0]!, units);
    }
  });
  return bank;
}

/** A ledger for so many limits. */
export function openLedger(limits: number, charges: boolean, refused: Ledger['refused']): Ledger {
  return {
    charges,
    admittedUnits: new Float64Array(limits),
    chargedUnits: new Float64Array(limits),
    most: new Float64Array(limits).fill(-1),
    busiest: new Int32Array(limits),
    refused,
  };
}

function requestsOf(columns: Columns, plan: LimitPlan): Requests {
  const { timestamp, category, flags, cost } = columns;
  const routeStart = new Uint32Array(plan.routes.length + 1);
  plan.routes.forEach(({ length }, kind) => {
    routeStart[kind + 1] = routeStart[kind]! + length;
  });
  return {
    timestamp,
    category,
    flags,
    routes: Uint16Array.from(plan.routes.flatMap((route) => [...route])),
    routeStart,
    slots: plan.tuples.map(({ slot }) => slot),
    slotCounts: plan.tuples.map(({ count }) => count),
    costs: plan.countsUnits.map((counts) => (counts ? cost : undefined)),
  };
}
