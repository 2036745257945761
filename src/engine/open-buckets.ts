import type { Columns } from '../trace/columns.js';
import { bankCounters, preload } from './counters.js';
import type { LimitPlan } from './limit-plan.js';
import type { SimulationSettings } from './settings.js';

/** Token buckets that let everything through, and tell where they overflow. */
export interface OpenBuckets {
  /** Lets a request through limit k. @returns whether its bucket had no room. */
  overflows(k: number, slot: number, t: number, cost: number): boolean;
  /** Of the bucket asked last: what it let through since it was last full, and when that was. */
  readonly units: number;
  readonly since: number;
}

/** Buckets with what is used already taken out of them. The limits are those of the plan, the algorithm is `token-bucket`. @param start when the trace starts. */
export function openBuckets(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  start: number,
): OpenBuckets {
  const { limits, tuples } = plan;
  const bank = bankCounters(columns, plan, settings);
  preload(bank, plan, settings, start);
  const used = limits.map(({ id }) => settings.used?.get(id) ?? 0);
  const unitsBySlot = tuples.map(({ count }, k) => new Float64Array(count).fill(used[k]!));
  const sinceBySlot = tuples.map(({ count }) => new Float64Array(count).fill(start));
  const asked = { units: 0, since: start };
  return {
    overflows(k, slot, t, cost) {
      const units = unitsBySlot[k]!;
      const since = sinceBySlot[k]!;
      if (bank.use(k, slot, t) === 0) {
        since[slot] = t;
        units[slot] = 0;
      }
      units[slot]! += cost;
      const isFull = bank.isFull(k, slot, t, cost);
      bank.count(k, slot, t, cost);
      asked.units = units[slot]!;
      asked.since = since[slot]!;
      return isFull;
    },
    get units() {
      return asked.units;
    },
    get since() {
      return asked.since;
    },
  };
}
