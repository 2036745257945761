import { DEFAULT_RETRY } from '../../src/engine/client-spec.js';
import type { RateModel } from '../../src/model/rate-model.js';
import type { TodayLoad } from '../../src/plan/growth/factor-range.js';
import type { GrowthSettings } from '../../src/plan/growth/growth.js';
import type { PlanContext, Runner, ScenarioSpec } from '../../src/plan/job.js';
import { inlineRunner } from '../../src/plan/runner.js';
import { parseThreshold } from '../../src/plan/threshold.js';
import { DEFAULT_OBJECTIVE } from '../../src/result/objective.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { columnsOf } from '../oracle/random-trace.js';

/** Copies upon their originals. */
export const IN_STEP: GrowthSettings = {
  userSpread: 0,
  userStep: 0,
  rateSpread: 0,
  sharedAdAccounts: false,
};

/** Fixed windows, refusals free and dropped. */
export function scenario(tier = 'tier', change: Partial<ScenarioSpec> = {}): ScenarioSpec {
  return {
    tier,
    algorithm: 'fixed-window',
    denied: 'free',
    client: { policy: 'drop', retry: DEFAULT_RETRY },
    ...change,
  };
}

/** A plan of requests, in trace order: who answers, and today's load. */
export async function planOf(
  requests: readonly OracleRequest[],
  model: RateModel,
  change: Partial<PlanContext> = {},
): Promise<{ readonly runner: Runner; readonly today: TodayLoad }> {
  const names = { categories: model.categories.map(({ name }) => name), limits: [] };
  const runner = await inlineRunner({
    model,
    origin: { kind: 'trace', columns: columnsOf(requests, model) },
    objective: {
      thresholds: DEFAULT_OBJECTIVE.map((text) => parseThreshold(text, names)),
      allowEmpty: false,
    },
    growth: IN_STEP,
    used: new Map(),
    ...change,
  });
  const start = requests[0]!.timestamp;
  const end = requests.at(-1)!.timestamp;
  return { runner, today: { requests: requests.length, start, end } };
}
