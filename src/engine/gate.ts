import type { Limiter } from '../limiter/limiter.js';
import type { Columns } from '../trace/columns.js';
import { costOf, kindOf, type LimitPlan } from './limit-plan.js';

/** The limits of a tier with their counters: who may pass, and when. */
export interface Gate {
  readonly limiters: readonly Limiter[];
  /** By limit: units counted for requests that passed, and for those that were refused. */
  readonly admittedUnits: Float64Array;
  readonly chargedUnits: Float64Array;
  /** Counts units that are used already at t, by limit id, in every scope tuple. */
  preload(used: ReadonlyMap<string, number> | undefined, t: number): void;
  /** Indexes of the limits that a request meets, in tier order. */
  limitsOf(seq: number): Uint16Array;
  /** Whether every limit that the request meets has room at t. */
  hasRoom(seq: number, t: number): boolean;
  /** Lets the request through: each of its limits counts it, and then tells the use of its scope tuple. */
  admit(seq: number, t: number, reached: Reached): void;
  /** Counts a refused request under those of its limits that have room. */
  charge(seq: number, t: number): void;
  /** Finds which limit binds a request for which there is no room. Its answer stands in `binding` and `reset`. */
  findBinding(seq: number, t: number): void;
  /** Of the limits without room, the one whose next instant with room is the latest; of several, the first in tier order. */
  readonly binding: number;
  /** That instant; Infinity if there is never room. */
  readonly reset: number;
}

/** Told what a scope tuple of limit k has in use after an admission. */
export type Reached = (k: number, slot: number, use: number) => void;

/** A gate over a plan's limits, each with its limiter. */
export function createGate(columns: Columns, plan: LimitPlan, limiters: readonly Limiter[]): Gate {
  const { limits, routes } = plan;
  const { category, flags } = columns;
  const slots = plan.tuples.map(({ slot }) => slot);
  const admittedUnits = new Float64Array(limits.length);
  const chargedUnits = new Float64Array(limits.length);
  let binding = -1;
  let reset = -Infinity;

  const limitsOf = (seq: number): Uint16Array => routes[kindOf(category[seq]!, flags[seq]!)]!;
  const cost = (k: number, seq: number): number => costOf(plan, columns, k, seq);

  return {
    limiters,
    admittedUnits,
    chargedUnits,
    limitsOf,
    preload(used, t) {
      limits.forEach(({ id }, k) => {
        const units = used?.get(id) ?? 0;
        for (let slot = 0; units > 0 && slot < plan.tuples[k]!.count; slot++) {
          limiters[k]!.admit(slot, t, units);
        }
      });
    },
    hasRoom(seq, t) {
      for (const k of limitsOf(seq)) {
        if (!limiters[k]!.hasRoom(slots[k]![seq]!, t, cost(k, seq))) return false;
      }
      return true;
    },
    admit(seq, t, reached) {
      for (const k of limitsOf(seq)) {
        const slot = slots[k]![seq]!;
        const units = cost(k, seq);
        limiters[k]!.admit(slot, t, units);
        admittedUnits[k]! += units;
        reached(k, slot, limiters[k]!.use(slot, t));
      }
    },
    charge(seq, t) {
      for (const k of limitsOf(seq)) {
        const slot = slots[k]![seq]!;
        const units = cost(k, seq);
        if (!limiters[k]!.hasRoom(slot, t, units)) continue;
        limiters[k]!.admit(slot, t, units);
        chargedUnits[k]! += units;
      }
    },
    findBinding(seq, t) {
      binding = -1;
      reset = -Infinity;
      for (const k of limitsOf(seq)) {
        const slot = slots[k]![seq]!;
        if (limiters[k]!.hasRoom(slot, t, cost(k, seq))) continue;
        const next = limiters[k]!.next(slot, t, cost(k, seq));
        if (next <= reset) continue;
        reset = next;
        binding = k;
      }
    },
    get binding() {
      return binding;
    },
    get reset() {
      return reset;
    },
  };
}
