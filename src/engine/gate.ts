import { costOf } from '../limiter/banks/bank.js';
import type { Columns } from '../trace/columns.js';
import type { Counters } from './counters.js';
import { kindOf, type LimitPlan } from './limit-plan.js';
import { requestsOf } from './requests-of.js';

/** The limits of a tier with their counters: who may pass, and when. What is asked at t comes after `advance(t)` of the counters. */
export interface Gate {
  readonly counters: Counters;
  /** By limit: units counted for requests that were refused. */
  readonly chargedUnits: Float64Array;
  /** Indexes of the limits that a request meets, in tier order. */
  limitsOf(seq: number): Uint16Array;
  /** Whether every limit that the request meets has room at t. If not, `binding` and `reset` tell what binds it. */
  hasRoom(seq: number, t: number): boolean;
  /** Lets the request through: each of its limits counts it. */
  admit(seq: number, t: number): void;
  /** Counts a refused request under those of its limits that have room. */
  charge(seq: number, t: number): void;
  /** Of the limits without room, the one whose next instant with room is the latest; of several, the first in tier order. */
  readonly binding: number;
  /** That instant; Infinity if there is never room. */
  readonly reset: number;
}

/** A gate over a plan's limits. */
export function createGate(columns: Columns, plan: LimitPlan, counters: Counters): Gate {
  const { routes } = plan;
  const { category, flags } = columns;
  const requests = requestsOf(columns, plan);
  const { slots, costs } = requests;
  const chargedUnits = new Float64Array(plan.limits.length);
  const bound = { binding: -1, reset: -Infinity };

  const limitsOf = (seq: number): Uint16Array => routes[kindOf(category[seq]!, flags[seq]!)]!;
  const cost = (k: number, seq: number): number =>
    costs === undefined ? 1 : costOf(requests, k, seq);

  return Object.assign(bound, {
    counters,
    chargedUnits,
    limitsOf,
    hasRoom(seq: number, t: number): boolean {
      let isFree = true;
      for (const k of limitsOf(seq)) {
        const slot = slots[k]![seq]!;
        const units = cost(k, seq);
        if (!counters.isFull(k, slot, t, units)) continue;
        const next = counters.next(k, slot, t, units);
        if (!isFree && next <= bound.reset) continue;
        isFree = false;
        bound.binding = k;
        bound.reset = next;
      }
      return isFree;
    },
    admit(seq: number, t: number): void {
      for (const k of limitsOf(seq)) {
        counters.admit(k, slots[k]![seq]!, t, cost(k, seq));
      }
    },
    charge(seq: number, t: number): void {
      for (const k of limitsOf(seq)) {
        const slot = slots[k]![seq]!;
        const units = cost(k, seq);
        if (counters.isFull(k, slot, t, units)) continue;
        counters.count(k, slot, t, units);
        chargedUnits[k]! += units;
      }
    },
  });
}
