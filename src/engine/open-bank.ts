import { banks } from '../limiter/banks/banks.js';
import type { Bank, Ledger, Requests } from '../limiter/banks/bank.js';
import { createRefusalLog, play, type Refusals } from '../limiter/banks/play.js';
import type { Columns } from '../trace/columns.js';
import type { LimitPlan } from './limit-plan.js';
import { limiterSpec, type SimulationSettings } from './settings.js';

/** The counters of a plan's limits, and the requests that they decide. */
export interface OpenBank extends Pick<Bank, 'next' | 'use'>, Ledger {
  /** Decides the requests `from` to `to − 1`, each at its timestamp. Every request must be decided once, in order. */
  play(from: number, to: number): void;
  /** By limit: units counted for refused requests. */
  readonly chargedUnits: Float64Array;
}

/**
 * The counters of a plan's limits as one bank, with what is used already counted; undefined where the
 * algorithm has no bank.
 */
export function openBank(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  refused: Refusals['refused'],
): OpenBank | undefined {
  const { limits } = plan;
  const ledger = {
    admittedUnits: new Float64Array(limits.length),
    most: new Float64Array(limits.length).fill(-1),
    busiest: new Int32Array(limits.length),
  };
  const specs = limits.map((limit) => limiterSpec(limit, settings));
  const requests = requestsOf(columns, plan);
  const bank = banks[settings.algorithm]?.(requests, specs, ledger);
  if (bank === undefined) return undefined;
  if (columns.length > 0) preload(bank, plan, settings, columns.timestamp[0]!);
  const chargedUnits = new Float64Array(limits.length);
  const charges = settings.denied === 'charged';
  const refusals: Refusals = {
    refused,
    pending: createRefusalLog(),
    chargedUnits: charges ? chargedUnits : undefined,
  };
  return {
    ...ledger,
    chargedUnits,
    next: (k, slot, t, cost) => bank.next(k, slot, t, cost),
    use: (k, slot, t) => bank.use(k, slot, t),
    play(from, to) {
      play(bank, requests, refusals, from, to);
    },
  };
}

/** Counts what is used already when a trace starts, in every scope tuple. */
export function preload(
  bank: Bank,
  plan: LimitPlan,
  { used }: SimulationSettings,
  start: number,
): void {
  bank.advance(start);
  plan.limits.forEach(({ id }, k) => {
    const units = used?.get(id) ?? 0;
    for (let slot = 0; units > 0 && slot < plan.tuples[k]!.count; slot++) {
      bank.count(k, slot, start, units);
    }
  });
}

/** A trace under a plan as counters see it. */
export function requestsOf(
  { timestamp, category, flags, cost }: Columns,
  plan: LimitPlan,
): Requests {
  const { routes, tuples, countsUnits } = plan;
  const hasCosts = cost !== undefined && countsUnits.includes(true);
  return {
    timestamp,
    category,
    flags,
    routes,
    slots: tuples.map(({ slot }) => slot),
    slotCounts: tuples.map(({ count }) => count),
    costs: hasCosts ? countsUnits.map((counts) => (counts ? cost : undefined)) : undefined,
  };
}
