import type { Limit, RateModel, Tier } from '../model/rate-model.js';
import type { Columns } from '../trace/columns.js';
import { bucketProbe } from './bucket-probe.js';
import { kindOf, planLimits, type LimitPlan } from './limit-plan.js';
import type { SimulationSettings } from './settings.js';
import { useProbe } from './use-probe.js';

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

/** The demand on every limit of a tier, in tier order. */
export function limitDemands(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  settings: SimulationSettings,
): LimitDemand[] {
  const meter = createDemandMeter(columns, planLimits(columns, model, tier), settings);
  do meter.take(columns.length);
  while (meter.finish());
  return meter.demands();
}

/** Measures the demand on every limit of a plan while a trace goes by. */
export interface DemandMeter extends Pick<Probe, 'take' | 'finish'> {
  /** By limit, in tier order. */
  demands(): LimitDemand[];
}

/** Finds required limits by looking at every request as if all were admitted. */
export interface Probe {
  /** Looks at the first `length` requests of the plan's columns, which are the next of the trace. */
  take(length: number): void;
  /** The trace has gone by. @returns whether it has to go by once more, from its beginning. */
  finish(): boolean;
  /** What is required of limit k, which some request met; null if no limit suffices. */
  required(k: number): number | null;
}

/** A meter that has seen nothing yet. @param columns where each piece of the trace will stand; now the first one. */
export function createDemandMeter(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): DemandMeter {
  const makeProbe = settings.algorithm === 'token-bucket' ? bucketProbe : useProbe;
  const probe = makeProbe(columns, plan, settings);
  const counts = countOffered(columns, plan, settings);
  let isFirstTime = true;
  return {
    take(length) {
      if (isFirstTime) counts.take(length);
      probe.take(length);
    },
    finish() {
      isFirstTime = false;
      return probe.finish();
    },
    demands: () =>
      plan.limits.map((_, k) => {
        const offered = counts.of(k);
        return { ...offered, requiredLimit: offered.offered === 0 ? 0 : probe.required(k) };
      }),
  };
}

interface OfferedCounts {
  take(length: number): void;
  of(k: number): Omit<LimitDemand, 'requiredLimit'>;
}

/** The total of a scope tuple that no request met. */
const UNMET = -1;

function countOffered(
  columns: Columns,
  plan: LimitPlan,
  settings: SimulationSettings,
): OfferedCounts {
  const { category, flags } = columns;
  const { limits, routes, tuples } = plan;
  const slots = tuples.map(({ slot }) => slot);
  const costs = plan.countsUnits.map((counts) => (counts ? columns.cost : undefined));
  const largestCost = limits.map((limit) => Math.min(limit.limit, burstOf(limit, settings)));
  const totals = tuples.map(({ count }) => new Float64Array(count).fill(UNMET));
  const ofKind = new Float64Array(routes.length);
  const impossible = new Float64Array(limits.length);
  return {
    take(length) {
      for (let seq = 0; seq < length; seq++) {
        const kind = kindOf(category[seq]!, flags[seq]!);
        ofKind[kind]!++;
        for (const k of routes[kind]!) {
          const cost = costs[k]?.[seq] ?? 1;
          const total = totals[k]!;
          const slot = slots[k]![seq]!;
          total[slot] = Math.max(0, total[slot]!) + cost;
          if (cost > largestCost[k]!) impossible[k]!++;
        }
      }
    },
    of(k) {
      const met = totals[k]!.filter((total) => total !== UNMET);
      return {
        offered: routes.reduce(
          (sum, route, kind) => (route.includes(k) ? sum + ofKind[kind]! : sum),
          0,
        ),
        tuples: met.length,
        busiestTotal: met.reduce((most, total) => Math.max(most, total), 0),
        impossible: impossible[k]!,
      };
    },
  };
}

/** What may come at once: only a token bucket has a burst of its own. */
function burstOf(limit: Limit, { algorithm, burst }: SimulationSettings): number {
  return algorithm === 'token-bucket' ? (burst ?? limit.limit) : Infinity;
}
