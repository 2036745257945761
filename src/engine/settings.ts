import type { Limiter, LimiterSpec } from '../limiter/limiter.js';
import { limiters as algorithms } from '../limiter/limiters.js';
import type { ZoneWindows } from '../limiter/zone-windows.js';
import type { AlgorithmName, DeniedMode, Limit } from '../model/rate-model.js';
import { DAY, HOUR } from '../time.js';
import type { Client } from './client.js';
import type { LimitPlan } from './limit-plan.js';

/** How a tier is simulated. */
export interface SimulationSettings {
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  /** What a refused caller does next. */
  readonly client: Client;
  /** Token bucket's burst; each limit's own figure if absent. */
  readonly burst?: number | undefined;
  /** Where hourly and daily fixed windows start; UTC if absent. */
  readonly resetWindows?: ZoneWindows | undefined;
  /** When aligned windows of a day start, in whole microseconds after 00:00 UTC; 0 if absent, and where `resetWindows` says. */
  readonly resetPhase?: number | undefined;
  /** Units already used at the trace's start in each scope tuple, by limit id. */
  readonly used?: ReadonlyMap<string, number> | undefined;
}

/** What the limiter of one limit needs to know. */
export function limiterSpec(limit: Limit, settings: SimulationSettings): LimiterSpec {
  const { burst, resetWindows, resetPhase } = settings;
  const windows =
    limit.window === DAY
      ? resetWindows?.day
      : limit.window === HOUR
        ? resetWindows?.hour
        : undefined;
  const offset = limit.window === DAY && resetWindows === undefined ? resetPhase : undefined;
  return { limit: limit.limit, window: limit.window, burst, offset, windows };
}

/** Empty counters for every limit of a plan. */
export function makeLimiters(plan: LimitPlan, settings: SimulationSettings): Limiter[] {
  return plan.limits.map((limit, k) =>
    algorithms[settings.algorithm].create(limiterSpec(limit, settings), plan.tuples[k]!.count),
  );
}
