import type { ClientSpec } from '../../../src/engine/client-spec.js';
import { DEFAULT_RETRY } from '../../../src/engine/client-spec.js';
import type { AlgorithmName, RateModel } from '../../../src/model/rate-model.js';
import { findAdvice } from '../../../src/plan/advice/find-advice.js';
import type { PlanContext, ScenarioSpec } from '../../../src/plan/job.js';
import { inlineRunner } from '../../../src/plan/runner.js';
import { parseThreshold } from '../../../src/plan/threshold.js';
import type { PlanAdvice } from '../../../src/result/plan.js';
import { DEFAULT_OBJECTIVE } from '../../../src/result/objective.js';
import type { Columns } from '../../../src/trace/columns.js';
import type { Workload } from '../../../src/workload/profile/workload.js';
import { loadModel } from '../../model/shipped-models.js';

export const pinterest = loadModel('pinterest-v5.yaml');

export const dropping: ClientSpec = { policy: 'drop', retry: DEFAULT_RETRY };

export interface AdviceQuestion {
  readonly columns: Columns;
  /** The profile that the columns come from. */
  readonly workload?: Workload;
  readonly tiers: readonly string[];
  readonly model?: RateModel;
  readonly client?: ClientSpec;
  readonly objective?: readonly string[];
  readonly algorithm?: AlgorithmName;
}

const SEED = 1;

/** A context of runs of these columns. */
export function contextOf({
  columns,
  workload,
  model = pinterest,
  objective = DEFAULT_OBJECTIVE,
}: AdviceQuestion): PlanContext {
  const names = {
    categories: model.categories.map(({ name }) => name),
    limits: model.tiers.flatMap(({ limits }) => limits.map(({ id }) => id)),
  };
  return {
    model,
    origin:
      workload === undefined
        ? { kind: 'trace', columns }
        : { kind: 'workload', workload, from: -Infinity, to: Infinity },
    objective: {
      thresholds: objective.map((text) => parseThreshold(text, names)),
      allowEmpty: false,
    },
    growth: { userSpread: 0, userStep: 1, rateSpread: 0, sharedAdAccounts: false },
    used: new Map(),
  };
}

/** All advice on a trace. */
export async function adviceOn(question: AdviceQuestion): Promise<PlanAdvice[]> {
  const { tiers, client = dropping, algorithm = 'fixed-window' } = question;
  const context = contextOf(question);
  const runner = await inlineRunner(context);
  const scenarios = tiers.map((tier): ScenarioSpec => ({
    tier,
    algorithm,
    denied: 'free',
    client,
  }));
  const verdicts = await runner.ask(
    'verdict',
    scenarios.map((scenario) => ({ load: { seed: SEED }, scenario })),
  );
  const today = scenarios.map((scenario, i) => ({ scenario, verdict: verdicts[i]! }));
  return findAdvice(runner, context, today, SEED);
}

/** The advice of one detector. */
export async function adviceOf(id: string, question: AdviceQuestion): Promise<PlanAdvice[]> {
  return (await adviceOn(question)).filter((advice) => advice.id === id);
}
