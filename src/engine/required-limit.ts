import { mulDivCeil } from '../exact.js';
import { limiters as algorithms } from '../limiter/limiters.js';
import type { Limit, RateModel, Tier } from '../model/rate-model.js';
import type { Columns } from '../trace/columns.js';
import { costOf, kindOf, planLimits, type LimitPlan } from './limit-plan.js';
import { limiterSpec, type SimulationSettings } from './settings.js';

/** What a limit would have to be for this trace, the other limits apart. */
export interface LimitDemand {
  /** Requests that meet the limit. */
  readonly offered: number;
  /** Distinct scope tuples among them. */
  readonly tuples: number;
  /** The smallest limit under which no first attempt is refused: 0 if no request meets it, null if none suffices. */
  readonly requiredLimit: number | null;
  /** The most that one scope tuple asks for over the whole trace. */
  readonly busiestTotal: number;
  /** Requests that cost more than the limit can ever hold. */
  readonly impossible: number;
}

/** One request, as one limit sees it. */
type Visit = (slot: number, t: number, cost: number) => void;

/** The demand on every limit of a tier, in tier order. */
export function limitDemands(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
): LimitDemand[] {
  const plan = planLimits(columns, model, tier);
  return plan.limits.map((limit, k) => {
    const slots = plan.tuples[k]!.count;
    const largestCost = Math.min(limit.limit, burstOf(limit, settings));
    const totals = new Float64Array(slots).fill(NaN);
    let offered = 0;
    let impossible = 0;
    const eachRequest = (visit: Visit): void => {
      visitRequests(columns, plan, k, visit);
    };
    eachRequest((slot, _, cost) => {
      offered++;
      if (cost > largestCost) impossible++;
      totals[slot] = Number.isNaN(totals[slot]) ? cost : totals[slot]! + cost;
    });
    const met = totals.filter((total) => !Number.isNaN(total));
    const counts = {
      offered,
      tuples: met.length,
      busiestTotal: met.reduce((most, total) => Math.max(most, total), 0),
      impossible,
    };
    if (offered === 0) return { ...counts, requiredLimit: 0 };
    const used = settings.used?.get(limit.id) ?? 0;
    const start = columns.timestamp[0]!;
    const demand = { limit, settings, slots, start, used, eachRequest };
    const requiredLimit =
      settings.algorithm === 'token-bucket' ? smallestBucket(demand) : largestUse(demand);
    return { ...counts, requiredLimit };
  });
}

/** What may come at once: only a token bucket has a burst of its own. */
function burstOf(limit: Limit, { algorithm, burst }: SimulationSettings): number {
  return algorithm === 'token-bucket' ? (burst ?? limit.limit) : Infinity;
}

interface Demand {
  readonly limit: Limit;
  readonly settings: SimulationSettings;
  readonly slots: number;
  readonly start: number;
  readonly used: number;
  readonly eachRequest: (visit: Visit) => void;
}

function visitRequests(columns: Columns, plan: LimitPlan, k: number, visit: Visit): void {
  const { timestamp, category, flags, length } = columns;
  const meets = plan.routes.map((route) => route.includes(k));
  const { slot } = plan.tuples[k]!;
  for (let seq = 0; seq < length; seq++) {
    if (!meets[kindOf(category[seq]!, flags[seq]!)]!) continue;
    visit(slot[seq]!, timestamp[seq]!, costOf(plan, columns, k, seq));
  }
}

/** The largest count (or estimate) that the algorithm sees when every request is admitted. */
function largestUse({ limit, settings, slots, start, used, eachRequest }: Demand): number {
  const spec = { ...limiterSpec(limit, settings), limit: Infinity };
  const limiter = algorithms[settings.algorithm].create(spec, slots);
  for (let slot = 0; used > 0 && slot < slots; slot++) limiter.admit(slot, start, used);
  let largest = 0;
  eachRequest((slot, t, cost) => {
    limiter.admit(slot, t, cost);
    largest = Math.max(largest, limiter.use(slot, t));
  });
  return largest;
}

/**
 * The smallest limit of a token bucket. A bucket that has not been full since `since`, and has let through
 * `units` by t, overflows unless units − limit·(t − since)/window ≤ burst: every overflow seen under one limit
 * gives a lower bound on the limit sought. The search takes the largest bound as its next limit (Newton's
 * method on a maximum of convex functions), so it rises to the answer and never passes it.
 */
function smallestBucket(demand: Demand): number | null {
  const { limit, settings, slots, start, used, eachRequest } = demand;
  const { burst, window } = limiterSpec(limit, settings);
  let least = 1;
  eachRequest((_, __, cost) => {
    least = Math.max(least, cost);
  });
  if (burst !== undefined && least > burst) return null;
  for (;;) {
    const tried = least;
    const bucket = algorithms['token-bucket'].create(
      { ...limiterSpec(limit, settings), limit: tried },
      slots,
    );
    const since = new Float64Array(slots);
    const units = new Float64Array(slots);
    for (let slot = 0; used > 0 && slot < slots; slot++) {
      bucket.admit(slot, start, used);
      since[slot] = start;
      units[slot] = used;
    }
    eachRequest((slot, t, cost) => {
      if (bucket.use(slot, t) === 0) {
        since[slot] = t;
        units[slot] = 0;
      }
      units[slot]! += cost;
      if (!bucket.hasRoom(slot, t, cost)) {
        least = Math.max(least, lowerBound(units[slot]!, t - since[slot]!, window, burst));
      }
      bucket.admit(slot, t, cost);
    });
    if (least === tried) return least;
    if (least > Number.MAX_SAFE_INTEGER) return null;
  }
}

/** The smallest limit with units − limit·elapsed/window ≤ burst, where the burst is the limit itself if absent. */
function lowerBound(units: number, elapsed: number, window: number, burst?: number): number {
  if (burst === undefined) return mulDivCeil(units, window, window + elapsed);
  return elapsed === 0 ? Infinity : mulDivCeil(units - burst, window, elapsed);
}
