import type { Requests } from '../limiter/banks/bank.js';
import type { Columns } from '../trace/columns.js';
import type { LimitPlan } from './limit-plan.js';

/** A trace under a plan as counters see it. */
export function requestsOf(
  { timestamp, category, flags, cost }: Columns,
  plan: LimitPlan,
): Requests {
  const { routes, tuples, countsUnits } = plan;
  const hasCosts = cost !== undefined && countsUnits.includes(true);
  return {
    timestamp,
    category,
    flags,
    routes,
    slots: tuples.map(({ slot }) => slot),
    slotCounts: tuples.map(({ count }) => count),
    costs: hasCosts ? countsUnits.map((counts) => (counts ? cost : undefined)) : undefined,
  };
}
