import { mulDivCeil } from '../exact.js';
import { limiters as algorithms } from '../limiter/limiters.js';
import { epochAligned, type Windows } from '../limiter/windows.js';
import type { LimiterSpec } from '../limiter/limiter.js';
import type { AlgorithmName, Limit, RateModel, Tier } from '../model/rate-model.js';
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
  /** What set the required limit; absent where nothing did, or no limit suffices. */
  readonly setBy?: DemandSetter;
}

/** Where a limit is needed most: the earliest, if there are several. */
export interface DemandSetter {
  /** A request that brings the required limit about; its scope tuple is the busiest. */
  readonly seq: number;
  /**
   * Inclusive, whole microseconds: start of its aligned or anchored window, of the sliding window that ends
   * with it, or of the time since when its bucket has not been full.
   */
  readonly from: number;
  /** Exclusive: the window's end; just after the request where the window slides, or a bucket drains. */
  readonly to: number;
}

/** One request, as one limit sees it. */
type Visit = (slot: number, t: number, cost: number, seq: number) => void;

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
    const required =
      settings.algorithm === 'token-bucket' ? smallestBucket(demand) : largestUse(demand);
    return { ...counts, ...required };
  });
}

/** What may come at once: only a token bucket has a burst of its own. */
function burstOf(limit: Limit, { algorithm, burst }: SimulationSettings): number {
  return algorithm === 'token-bucket' ? (burst ?? limit.limit) : Infinity;
}

type Required = Pick<LimitDemand, 'requiredLimit' | 'setBy'>;

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
    visit(slot[seq]!, timestamp[seq]!, costOf(plan, columns, k, seq), seq);
  }
}

/** The largest count (or estimate) that the algorithm sees when every request is admitted. */
function largestUse(demand: Demand): Required {
  const { limit, settings, slots, start, used, eachRequest } = demand;
  const spec = { ...limiterSpec(limit, settings), limit: Infinity };
  const limiter = algorithms[settings.algorithm].create(spec, slots);
  for (let slot = 0; used > 0 && slot < slots; slot++) limiter.admit(slot, start, used);
  const opened = new Float64Array(slots).fill(used > 0 ? start : -Infinity);
  let largest = 0;
  let most = { seq: -1, t: NaN, opened: NaN };
  eachRequest((slot, t, cost, seq) => {
    limiter.admit(slot, t, cost);
    if (t >= opened[slot]! + spec.window) opened[slot] = t;
    const use = limiter.use(slot, t);
    if (use <= largest) return;
    largest = use;
    most = { seq, t, opened: opened[slot]! };
  });
  if (largest === 0) return { requiredLimit: 0 };
  const window = windowAt(most.t, most.opened, settings.algorithm, spec);
  return { requiredLimit: largest, setBy: { seq: most.seq, ...window } };
}

/** The window that counts a request at t. @param opened when its tuple's anchored window opened. */
function windowAt(
  t: number,
  opened: number,
  algorithm: AlgorithmName,
  { window, offset, windows = epochAligned(window, offset) }: LimiterSpec,
): Pick<DemandSetter, 'from' | 'to'> {
  switch (algorithm) {
    case 'fixed-window':
      return alignedWindowAt(t, window, windows);
    case 'fixed-window-anchored':
      return { from: opened, to: opened + window };
    default:
      return { from: t - window + 1, to: t + 1 };
  }
}

/** The aligned window that holds t. Windows tell where they end: the start is the first instant with the same end. */
function alignedWindowAt(
  t: number,
  window: number,
  windows: Windows,
): Pick<DemandSetter, 'from' | 'to'> {
  const to = windows.endOf(t);
  let before = t - 2 * window;
  let from = t;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (windows.endOf(middle) === to) from = middle;
    else before = middle;
  }
  return { from, to };
}

/**
 * The smallest limit of a token bucket. A bucket that has not been full since `since`, and has let through
 * `units` by t, overflows unless units − limit·(t − since)/window ≤ burst: every overflow seen under one limit
 * gives a lower bound on the limit sought. The search takes the largest bound as its next limit (Newton's
 * method on a maximum of convex functions), so it rises to the answer and never passes it.
 */
function smallestBucket(demand: Demand): Required {
  const { limit, settings, slots, start, used, eachRequest } = demand;
  const { burst, window } = limiterSpec(limit, settings);
  let least = 0;
  let setBy: DemandSetter | undefined;
  const raise = (to: number, seq: number, since: number, t: number): void => {
    if (to <= least) return;
    least = to;
    setBy = { seq, from: since, to: t + 1 };
  };
  eachRequest((_, t, cost, seq) => {
    raise(Math.max(1, cost), seq, t, t);
  });
  if (burst !== undefined && least > burst) return { requiredLimit: null };
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
    eachRequest((slot, t, cost, seq) => {
      if (bucket.use(slot, t) === 0) {
        since[slot] = t;
        units[slot] = 0;
      }
      units[slot]! += cost;
      if (!bucket.hasRoom(slot, t, cost)) {
        const bound = lowerBound(units[slot]!, t - since[slot]!, window, burst);
        raise(bound, seq, since[slot]!, t);
      }
      bucket.admit(slot, t, cost);
    });
    if (least === tried) return { requiredLimit: least, ...(setBy === undefined ? {} : { setBy }) };
    if (least > Number.MAX_SAFE_INTEGER) return { requiredLimit: null };
  }
}

/** The smallest limit with units − limit·elapsed/window ≤ burst, where the burst is the limit itself if absent. */
function lowerBound(units: number, elapsed: number, window: number, burst?: number): number {
  if (burst === undefined) return mulDivCeil(units, window, window + elapsed);
  return elapsed === 0 ? Infinity : mulDivCeil(units - burst, window, elapsed);
}
