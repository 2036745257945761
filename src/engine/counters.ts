import { banks } from '../limiter/banks/banks.js';
import type { Bank, Ledger } from '../limiter/banks/bank.js';
import type { Limiter } from '../limiter/limiter.js';
import type { Columns } from '../trace/columns.js';
import type { LimitPlan } from './limit-plan.js';
import { requestsOf } from './requests-of.js';
import { limiterSpec, makeLimiters, type SimulationSettings } from './settings.js';

/** The counters of all limits of a plan, and what they admitted. */
export interface Counters extends Omit<Bank, 'pass'> {
  readonly ledger: Ledger;
}

/** Empty counters for a plan. */
export type CountersMaker = (
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
) => Counters;

/** A ledger of so many limits in which nothing is written. */
export function emptyLedger(limits: number): Ledger {
  return {
    admittedUnits: new Float64Array(limits),
    most: new Float64Array(limits).fill(-1),
    busiest: new Int32Array(limits),
  };
}

/** The counters of a plan side by side in one bank. */
export const bankCounters: CountersMaker = (columns, plan, settings) => {
  const ledger = emptyLedger(plan.limits.length);
  const specs = plan.limits.map((limit) => limiterSpec(limit, settings));
  return { ...banks[settings.algorithm](requestsOf(columns, plan), specs, ledger), ledger };
};

/** A limiter for each limit: slower than a bank, and its measure. */
export const limiterCounters: CountersMaker = (_, plan, settings) =>
  countersOf(makeLimiters(plan, settings));

/** Limiters, one for each limit, as counters. */
export function countersOf(limiters: readonly Limiter[]): Counters {
  const ledger = emptyLedger(limiters.length);
  const { admittedUnits, most, busiest } = ledger;
  return {
    ledger,
    advance: () => undefined,
    isFull: (k, slot, t, cost) => !limiters[k]!.hasRoom(slot, t, cost),
    next: (k, slot, t, cost) => limiters[k]!.next(slot, t, cost),
    admit(k, slot, t, cost) {
      limiters[k]!.admit(slot, t, cost);
      admittedUnits[k]! += cost;
      const use = limiters[k]!.use(slot, t);
      if (use < most[k]!) return;
      most[k] = use;
      busiest[k] = slot;
    },
    count(k, slot, t, units) {
      limiters[k]!.admit(slot, t, units);
    },
    use: (k, slot, t) => limiters[k]!.use(slot, t),
  };
}

/** Counts what is used already when a trace starts, in every scope tuple. */
export function preload(
  counters: Pick<Counters, 'advance' | 'count'>,
  plan: LimitPlan,
  { used }: Pick<SimulationSettings, 'used'>,
  start: number,
): void {
  counters.advance(start);
  plan.limits.forEach(({ id }, k) => {
    const units = used?.get(id) ?? 0;
    for (let slot = 0; units > 0 && slot < plan.tuples[k]!.count; slot++) {
      counters.count(k, slot, start, units);
    }
  });
}
