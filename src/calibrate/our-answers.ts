import { limiterCounters, preload } from '../engine/counters.js';
import { createGate } from '../engine/gate.js';
import type { LimitPlan } from '../engine/limit-plan.js';
import type { SimulationSettings } from '../engine/settings.js';
import type { Columns } from '../trace/columns.js';

/** What the model answers to each request as it was recorded, and where its counters then stand. */
export interface OurAnswers {
  /** By request: the limit that binds its refusal; -1 if it is admitted. */
  readonly bindingLimit: Int16Array;
  /** By limit: the use of the request's scope tuple after each request that meets it; absent where it was not asked for. */
  readonly useAfter: readonly (Float64Array | undefined)[];
}

/**
 * Answers every request once, at its timestamp, as `simulate` does for a client that drops what is refused.
 * @param watched indexes of the limits whose counters are asked for.
 */
export function ourAnswers(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  watched: ReadonlySet<number>,
): OurAnswers {
  const { timestamp, length } = columns;
  const counters = limiterCounters(columns, plan, settings);
  preload(counters, plan, settings, length === 0 ? 0 : timestamp[0]!);
  const gate = createGate(columns, plan, counters);
  const bindingLimit = new Int16Array(length).fill(-1);
  const useAfter = plan.limits.map((_, k) =>
    watched.has(k) ? new Float64Array(length).fill(NaN) : undefined,
  );
  for (let seq = 0; seq < length; seq++) {
    const t = timestamp[seq]!;
    if (gate.hasRoom(seq, t)) gate.admit(seq, t);
    else {
      bindingLimit[seq] = gate.binding;
      if (settings.denied === 'charged') gate.charge(seq, t);
    }
    for (const k of gate.limitsOf(seq)) {
      const column = useAfter[k];
      if (column !== undefined) column[seq] = counters.use(k, plan.tuples[k]!.slot[seq]!, t);
    }
  }
  return { bindingLimit, useAfter };
}
