import { planLimits } from '../../engine/limit-plan.js';
import { withLimits } from '../../model/limits.js';
import type { PlanAdvice, PlanFigures } from '../../result/plan.js';
import type { Columns } from '../../trace/columns.js';
import type { PlanContext, Runner, ScenarioSpec, Verdict } from '../job.js';
import { createLoads } from '../loads.js';
import { batchedOperations } from './batched-operations.js';
import type { AdviceCase } from './detector.js';
import { detectors } from './detectors.js';
import { byHelp, helps } from './helps.js';

/** A tier that is planned for, and the run of it under today's load. */
export interface TierToday {
  readonly scenario: ScenarioSpec;
  readonly verdict: Verdict;
}

/**
 * What would help under each tier for which the objective does not hold today, each with a run that shows it;
 * what a run does not show to help is left out.
 * @param seed of the load, as in the runs of `tiers`.
 * @returns in the order of the tiers, what helps most first.
 */
export async function findAdvice(
  runner: Runner,
  context: PlanContext,
  tiers: readonly TierToday[],
  seed: number,
): Promise<PlanAdvice[]> {
  const missed = tiers.filter(({ verdict }) => !verdict.ok);
  if (missed.length === 0) return [];
  const columns = createLoads(context)({ seed });
  const advice: PlanAdvice[] = [];
  for (const tier of missed) {
    advice.push(...(await adviseOn(caseOf(runner, context, tier, seed, columns))));
  }
  return advice;
}

function caseOf(
  runner: Runner,
  { model, origin }: PlanContext,
  { scenario, verdict }: TierToday,
  seed: number,
  columns: Columns,
): AdviceCase {
  const { limits = {} } = scenario;
  const named = model.tiers.find(({ name }) => name === scenario.tier)!;
  const tier = withLimits(named, new Map(Object.entries(limits)));
  return {
    model,
    tier,
    client: scenario.client,
    columns,
    batched: batchedOperations(columns, origin.kind === 'workload' ? origin.workload : undefined),
    plan: planLimits(columns, model, tier),
    today: verdict,
    throttling: tier.limits.flatMap((limit, index) => {
      const throttled = verdict.throttledBy[limit.id] ?? 0;
      return throttled === 0 ? [] : [{ index, limit, throttled }];
    }),
    attempt: async ({ load, client = scenario.client }) => {
      const changed = load === undefined ? {} : { changed: load };
      const job = { load: { seed, ...changed }, scenario: { ...scenario, client } };
      const [answer] = await runner.ask('verdict', [job]);
      return answer!;
    },
  };
}

async function adviseOn(look: AdviceCase): Promise<PlanAdvice[]> {
  const found = await Promise.all(
    detectors.map(async ({ id, title, find }) =>
      (await find(look)).map((finding) => ({ id, title, ...finding })),
    ),
  );
  return found
    .flat()
    .filter(({ after }) => helps(look.today, after))
    .sort((a, b) => byHelp(a.after, b.after))
    .map(({ id, title, because, change, after }) => ({
      id,
      tier: look.tier.name,
      title,
      because,
      change,
      before: figuresOf(look.today),
      after: figuresOf(after),
    }));
}

function figuresOf({ ok, totals, delayMs }: Verdict): PlanFigures {
  return { ok, totals, delayP99Ms: delayMs.p99 };
}
