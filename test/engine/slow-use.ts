import { createGate } from '../../src/engine/gate.js';
import type { LimitPlan } from '../../src/engine/limit-plan.js';
import { makeLimiters, type SimulationSettings } from '../../src/engine/settings.js';
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
  const gate = createGate(columns, plan, makeLimiters(plan, settings));
  gate.preload(settings.used, columns.timestamp[0]!);
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
      gate.limiters.forEach((limiter, k) => {
        for (let slot = 0; slot < plan.tuples[k]!.count; slot++) {
          ofAll[k]![i] = Math.max(ofAll[k]![i]!, limiter.use(slot, from));
        }
      });
    }
    for (; admittedAt[admitted[next]!]! < from + bucket; next++) {
      gate.admit(admitted[next]!, admittedAt[admitted[next]!]!, (k, _, use) => {
        atAdmissions[k]![i] = Math.max(atAdmissions[k]![i]!, use);
        ofAll[k]![i] = Math.max(ofAll[k]![i]!, use);
      });
    }
  }
  return { atAdmissions, ofAll };
}
