import { limiterCounters, preload } from '../../src/engine/counters.js';
import { createGate } from '../../src/engine/gate.js';
import type { LimitPlan } from '../../src/engine/limit-plan.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import type { TimelineRecord } from '../../src/engine/timeline.js';
import type { Columns } from '../../src/trace/columns.js';

/** By limit, then bucket: the largest use of any scope tuple. */
export interface SlowUse {
  /** Seen at admissions alone. */
  readonly atAdmissions: readonly number[][];
  /** Seen at the start of the bucket too, where every tuple is asked. */
  readonly ofAll: readonly number[][];
}

/** The use over time of a run under `denied: free`, the slow way: its admissions are played again, in a timeline's buckets. */
export function slowUse(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  admittedAt: Float64Array,
  { start, bucket, length }: TimelineRecord,
): SlowUse {
  const counters = limiterCounters(columns, plan, settings);
  preload(counters, plan, settings, columns.timestamp[0]!);
  const gate = createGate(columns, plan, counters);
  const zeros = (): number[][] => plan.limits.map(() => new Array<number>(length).fill(0));
  const atAdmissions = zeros();
  const ofAll = zeros();
  const admitted = [...admittedAt.keys()]
    .filter((seq) => !Number.isNaN(admittedAt[seq]))
    .sort((a, b) => admittedAt[a]! - admittedAt[b]! || a - b);
  let next = 0;
  for (let i = 0; i < length; i++) {
    const from = start + i * bucket;
    if (from >= columns.timestamp[0]!) {
      plan.tuples.forEach(({ count }, k) => {
        for (let slot = 0; slot < count; slot++) {
          ofAll[k]![i] = Math.max(ofAll[k]![i]!, counters.use(k, slot, from));
        }
      });
    }
    for (; admittedAt[admitted[next]!]! < from + bucket; next++) {
      const seq = admitted[next]!;
      const t = admittedAt[seq]!;
      gate.admit(seq, t);
      for (const k of gate.limitsOf(seq)) {
        const use = counters.use(k, plan.tuples[k]!.slot[seq]!, t);
        atAdmissions[k]![i] = Math.max(atAdmissions[k]![i]!, use);
        ofAll[k]![i] = Math.max(ofAll[k]![i]!, use);
      }
    }
  }
  return { atAdmissions, ofAll };
}
