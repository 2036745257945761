import { mulDivCeil } from '../exact.js';
import type { Columns } from '../trace/columns.js';
import { costOf, kindOf, withFigures, type LimitPlan } from './limit-plan.js';
import { openBuckets, type OpenBuckets } from './open-buckets.js';
import type { Probe } from './required-limit.js';
import { limiterSpec, type SimulationSettings } from './settings.js';

/**
 * Finds the smallest limits of token buckets. A bucket that has not been full since `since`, and has let through
 * `units` by t, overflows unless units − limit·(t − since)/window ≤ burst: every overflow seen under one limit
 * gives a lower bound on the limit sought. Each time that the trace goes by, the largest bounds of the time before
 * are the limits tried (Newton's method on a maximum of convex functions), so that they rise to the answer and
 * never pass it. The first time finds the largest costs.
 */
export function bucketProbe(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): Probe {
  const { timestamp, category, flags } = columns;
  const { routes, tuples } = plan;
  const specs = plan.limits.map((limit) => limiterSpec(limit, settings));
  const start = timestamp[0]!;
  const least = new Float64Array(specs.length);
  let tried = new Float64Array(specs.length);
  let isOpen = new Uint8Array(specs.length).fill(1);
  let buckets: OpenBuckets | undefined;

  const raise = (k: number, to: number): void => {
    if (to > least[k]!) least[k] = to;
  };
  const visit = (k: number, slot: number, t: number, cost: number): void => {
    const { burst, window } = specs[k]!;
    if (buckets === undefined) {
      raise(k, cost > (burst ?? Infinity) ? Infinity : Math.max(1, cost));
    } else if (buckets.overflows(k, slot, t, cost)) {
      raise(k, lowerBound(buckets.units, t - buckets.since, window, burst));
    }
  };

  return {
    take(length) {
      for (let seq = 0; seq < length; seq++) {
        for (const k of routes[kindOf(category[seq]!, flags[seq]!)]!) {
          if (isOpen[k] === 0) continue;
          visit(k, tuples[k]!.slot[seq]!, timestamp[seq]!, costOf(plan, columns, k, seq));
        }
      }
    },
    finish() {
      isOpen = Uint8Array.from(least, (to, k) =>
        to !== tried[k] && to <= Number.MAX_SAFE_INTEGER ? 1 : 0,
      );
      tried = least.slice();
      const trial = withFigures(plan, (k) => Math.max(1, tried[k]!));
      buckets = openBuckets(columns, trial, settings, start);
      return isOpen.includes(1);
    },
    required: (k) => (least[k]! > Number.MAX_SAFE_INTEGER ? null : least[k]!),
  };
}

/** The smallest limit with units − limit·elapsed/window ≤ burst, where the burst is the limit itself if absent. */
function lowerBound(units: number, elapsed: number, window: number, burst?: number): number {
  if (burst === undefined) return mulDivCeil(units, window, window + elapsed);
  return elapsed === 0 ? Infinity : mulDivCeil(units - burst, window, elapsed);
}
