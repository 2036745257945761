import type { Limit, RateModel, RequestMatch, ScopeKey, Tier } from '../model/rate-model.js';
import { FLAG_CONVERSION, FLAG_TEST, type Columns, type Names } from '../trace/columns.js';
import { scopeName, scopeTuples, type ScopeTuples } from './scope-tuples.js';

/**
 * A tier laid over a trace: which limits each request meets, and in which scope tuple of each. Requests of
 * one category and one set of flags meet the same limits; such a pair is a request's kind.
 */
export interface LimitPlan {
  readonly limits: readonly Limit[];
  /** By kind: indexes into `limits`, in tier order. */
  readonly routes: readonly Uint16Array[];
  /** By limit: the scope tuple of every request. */
  readonly tuples: readonly ScopeTuples[];
  /** By limit: whether it counts the cost of a request rather than 1. */
  readonly countsUnits: readonly boolean[];
}

const FLAG_SETS = 4;

/** The kind of a request: its category and flags as one whole number. */
export function kindOf(category: number, flags: number): number {
  return category * FLAG_SETS + flags;
}

function matches(match: RequestMatch, category: string, flags: number): boolean {
  const isTest = (flags & FLAG_TEST) !== 0;
  const token = (flags & FLAG_CONVERSION) === 0 ? 'oauth' : 'conversion';
  return (
    (match.category === undefined || match.category === category) &&
    (match.isTest === undefined || match.isTest === isTest) &&
    (match.token === undefined || match.token === token)
  );
}

/** By kind: the limits of a tier that requests of that kind meet, in tier order. */
export function limitRoutes({ categories }: Names, model: RateModel, tier: Tier): Uint16Array[] {
  const routes: Uint16Array[] = [];
  categories.forEach((category, index) => {
    for (let flags = 0; flags < FLAG_SETS; flags++) {
      const exempt = model.exemptions.some(({ appliesTo }) => matches(appliesTo, category, flags));
      const met = tier.limits.flatMap((limit, k) =>
        !exempt && matches(limit.appliesTo, category, flags) ? [k] : [],
      );
      routes[kindOf(index, flags)] = Uint16Array.from(met);
    }
  });
  return routes;
}

/**
 * Lays a tier of a model over a trace.
 * @param tuplesOf numbers the tuples of a scope.
 */
export function planLimits(
  columns: Columns,
  model: RateModel,
  tier: Tier,
  tuplesOf = (scope: readonly ScopeKey[]): ScopeTuples => scopeTuples(columns, scope),
): LimitPlan {
  const { limits } = tier;
  const byScope = new Map<string, ScopeTuples>();
  const tuples = limits.map(({ scope }) => {
    const key = scopeName(scope);
    let found = byScope.get(key);
    if (found === undefined) byScope.set(key, (found = tuplesOf(scope)));
    return found;
  });
  const countsUnits = limits.map(({ counts }) => counts === 'units');
  return { limits, routes: limitRoutes(columns.names, model, tier), tuples, countsUnits };
}

/** The plan with other figures for its limits, by index. */
export function withFigures(plan: LimitPlan, figureOf: (k: number) => number): LimitPlan {
  return { ...plan, limits: plan.limits.map((limit, k) => ({ ...limit, limit: figureOf(k) })) };
}

/** What request `seq` takes of limit `k`: its cost where the limit counts units, else 1. */
export function costOf(plan: LimitPlan, columns: Columns, k: number, seq: number): number {
  return plan.countsUnits[k]! && columns.cost !== undefined ? columns.cost[seq]! : 1;
}
