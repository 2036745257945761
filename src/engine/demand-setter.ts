import type { LimiterSpec } from '../limiter/limiter.js';
import { epochAligned, type Windows } from '../limiter/windows.js';
import type { RateModel, Tier } from '../model/rate-model.js';
import type { Columns } from '../trace/columns.js';
import { costOf, kindOf, planLimits, withFigures, type LimitPlan } from './limit-plan.js';
import { openBank } from './open-bank.js';
import { openBuckets } from './open-buckets.js';
import { limiterSpec, type SimulationSettings } from './settings.js';

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

/**
 * What set each required limit of a tier: the first request that a limit one lower would refuse, if no other limit
 * refused any. Undefined where nothing did, or no limit suffices.
 * @param required by limit, in tier order.
 */
export function demandSetters(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
  required: readonly (number | null)[],
): (DemandSetter | undefined)[] {
  const plan = planLimits(columns, model, tier);
  const find = settings.algorithm === 'token-bucket' ? firstOverflow : firstOverUse;
  return required.map((figure, k) =>
    figure === null || figure === 0 ? undefined : find(columns, plan, settings, k, figure),
  );
}

type Find = (
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
  k: number,
  figure: number,
) => DemandSetter | undefined;

const firstOverUse: Find = (columns, plan, settings, k, figure) => {
  const { timestamp } = columns;
  const lower = withFigures(plan, (other) => (other === k ? figure - 1 : Infinity));
  let setter: DemandSetter | undefined;
  const bank = openBank(columns, lower, settings, (seq) => {
    const t = timestamp[seq]!;
    const closes = bank.next(k, plan.tuples[k]!.slot[seq]!, t, 0);
    setter = { seq, ...windowAt(t, closes, settings, limiterSpec(plan.limits[k]!, settings)) };
    return false;
  });
  bank.play(0, columns.length);
  return setter;
};

/** The window that counts a request at t. @param closes when its tuple's anchored window does, if one is open. */
function windowAt(
  t: number,
  closes: number,
  { algorithm }: SimulationSettings,
  { window, offset, windows = epochAligned(window, offset) }: LimiterSpec,
): Pick<DemandSetter, 'from' | 'to'> {
  switch (algorithm) {
    case 'fixed-window':
      return alignedWindowAt(t, window, windows);
    case 'fixed-window-anchored': {
      const from = closes > t ? closes - window : t;
      return { from, to: from + window };
    }
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

const firstOverflow: Find = (columns, plan, settings, k, figure) => {
  const { timestamp, category, flags, length } = columns;
  const meets = plan.routes.map((route) => route.includes(k));
  const { slot } = plan.tuples[k]!;
  const lower = withFigures(plan, () => Math.max(1, figure - 1));
  const buckets = openBuckets(columns, lower, settings, timestamp[0]!);
  for (let seq = 0; seq < length; seq++) {
    if (!meets[kindOf(category[seq]!, flags[seq]!)]!) continue;
    const t = timestamp[seq]!;
    const overflows = buckets.overflows(k, slot[seq]!, t, costOf(plan, columns, k, seq));
    if (figure === 1) return { seq, from: t, to: t + 1 };
    if (overflows) return { seq, from: buckets.since, to: t + 1 };
  }
  return undefined;
};
