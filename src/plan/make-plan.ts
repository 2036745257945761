import type { ClientSpec } from '../engine/client-spec.js';
import type { AlgorithmName, DeniedMode } from '../model/rate-model.js';
import {
  GROWTHS,
  type PlanHeadroom,
  type PlanSpread,
  type ResultBand,
  type ResultPlan,
  type ResultReplications,
} from '../result/plan.js';
import { toMs } from '../result/delays.js';
import type { RequiredTier } from '../result/result.js';
import { findAdvice } from './advice/find-advice.js';
import { findBand } from './band.js';
import { growthCurve } from './growth-curve.js';
import type { GrowthRate } from './growth-rate.js';
import type { TodayLoad } from './growth/factor-range.js';
import type { GrowthSettings } from './growth/growth.js';
import { findHeadroom } from './headroom.js';
import type { PlanContext, Runner, ScenarioSpec } from './job.js';
import { replicate, type ReplicatedScenario, type ReplicationGoal } from './replicate.js';
import { requiredLimits } from './required-limits.js';
import { tierEvidence } from './tier-evidence.js';

/** What a plan is asked for. */
export interface PlanQuestion {
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  /** The plan is made for the first; replications compare all. */
  readonly clients: readonly NamedClientSpec[];
  readonly seed: number;
  readonly today: TodayLoad;
  /** A step between factors, as a share of the factor. */
  readonly precision: number;
  /** The load is grown to so many requests at most. */
  readonly mostRequests: number;
  readonly growthRate?: GrowthRate | undefined;
  readonly replications?: ReplicationGoal | undefined;
  /** What the first client requires, with the raise where no tier suffices. */
  readonly required: RequiredTier;
  /** Told what is begun, and how much of all is done, from 0 to 1. */
  readonly onProgress: (text: string, share: number) => void;
}

/** A client, and its name where several are compared. */
export interface NamedClientSpec {
  readonly spec: ClientSpec;
  readonly name?: string;
}

/** The parts of a Result that a plan makes. */
export interface Plan {
  readonly plan: ResultPlan;
  readonly band: ResultBand;
  /** Absent where none were asked for, or nothing is random. */
  readonly replications?: ResultReplications;
}

const CONFIDENCE = 0.95;

/** Answers all that a plan is asked for, by many runs. */
export async function makePlan(
  runner: Runner,
  context: PlanContext,
  question: PlanQuestion,
): Promise<Plan> {
  const { seed, today, mostRequests, precision, growthRate, onProgress } = question;
  const { tiers } = context.model;
  const scenarioOf = (tier: string, client: ClientSpec): ScenarioSpec => ({
    tier,
    algorithm: question.algorithm,
    denied: question.denied,
    client,
  });
  const [{ spec: client }] = question.clients as [NamedClientSpec];
  const scenarios = tiers.map(({ name }) => scenarioOf(name, client));
  const load = { seed };
  const growing = { seed, today, mostRequests };

  onProgress('replaying today’s load', 0);
  const jobs = scenarios.map((scenario) => ({ load, scenario }));
  const verdicts = await runner.ask('verdict', jobs);

  onProgress('trying every assumption', 0.02);
  const hasResetZone = context.resetZone !== undefined;
  const band = await findBand(runner, { tiers, load, client, hasResetZone });

  const headroomOf = (growth: PlanHeadroom['growth'], scenario: ScenarioSpec, from = seed) =>
    findHeadroom(runner, { ...growing, growth, scenario, precision, growthRate, seed: from });
  let searched = 0;
  const grown = await Promise.all(
    GROWTHS.map(async (growth) => {
      const headroom: PlanHeadroom[] = [];
      for (const scenario of scenarios) {
        headroom.push(await headroomOf(growth, scenario));
        const share = ++searched / (GROWTHS.length * scenarios.length);
        onProgress(`growing the load by ${growth}`, 0.1 + 0.6 * share);
      }
      const curve = await growthCurve(runner, { ...growing, growth, scenarios, headroom });
      return { headroom, curve };
    }),
  );

  onProgress('finding the limits that growth requires', 0.7);
  const limits = await requiredLimits(runner, {
    ...growing,
    tiers: tiers.map((tier, i) => ({ tier, scenario: scenarios[i]! })),
  });

  onProgress('looking for what would help', 0.8);
  const verdictsToday = scenarios.map((scenario, i) => ({ scenario, verdict: verdicts[i]! }));
  const advice = await findAdvice(runner, context, verdictsToday, seed);

  onProgress('drawing again what is random', 0.85);
  const replications =
    question.replications &&
    (await replicate(runner, {
      goal: question.replications,
      seed,
      confidence: CONFIDENCE,
      origin: context.origin.kind,
      scenarios: replicatedScenarios(question, scenarioOf, tiers),
      searches: copiesAreRandom(context.growth)
        ? GROWTHS.filter((growth) => growth !== 'speed').flatMap((growth) =>
            scenarios.map((scenario) => ({
              tier: scenario.tier,
              figure: `headroom, ${growth}`,
              unit: 'factor' as const,
              find: async (from: number) => (await headroomOf(growth, scenario, from)).factor,
            })),
          )
        : [],
    }));

  return {
    plan: {
      runs: runner.runs,
      precision,
      spread: describeSpread(context.growth),
      ...(growthRate === undefined ? {} : { growthRate: growthRate.text }),
      tiers: tierEvidence(
        context.objective,
        new Map(verdictsToday.map(({ scenario, verdict }) => [scenario.tier, verdict])),
      ),
      headroom: grown.flatMap(({ headroom }) => headroom),
      curves: grown.map(({ curve }) => curve),
      requiredLimits: limits,
      advice,
    },
    band,
    ...(replications === undefined ? {} : { replications }),
  };
}

/** Every client under every tier; where no tier suffices, also under the last one with the raise. */
function replicatedScenarios(
  { clients, required }: PlanQuestion,
  scenarioOf: (tier: string, client: ClientSpec) => ScenarioSpec,
  tiers: PlanContext['model']['tiers'],
): ReplicatedScenario[] {
  const each = clients.flatMap(({ spec, name }) =>
    tiers.map((tier) => ({
      spec: scenarioOf(tier.name, spec),
      ...(name === undefined ? {} : { client: name }),
    })),
  );
  const last = tiers.at(-1);
  const limits = raisedLimits(required);
  if (last === undefined || limits === undefined) return each;
  const [{ spec, name }] = clients as [NamedClientSpec];
  return [
    ...each,
    {
      spec: { ...scenarioOf(last.name, spec), limits },
      ...(name === undefined ? {} : { client: name }),
      limits: 'raised',
    },
  ];
}

/** The figures of a raise by limit id; undefined if there is none, or no figure would do. */
function raisedLimits({ raise = [] }: RequiredTier): Record<string, number> | undefined {
  if (raise.length === 0 || raise.some(({ to }) => to === null)) return undefined;
  return Object.fromEntries(
    raise.map(({ limit, to }) => [limit.slice(limit.indexOf('.') + 1), to!]),
  );
}

function copiesAreRandom({ userSpread, rateSpread }: GrowthSettings): boolean {
  return userSpread > 0 || rateSpread > 0;
}

function describeSpread({
  userSpread,
  userStep,
  rateSpread,
  sharedAdAccounts,
}: GrowthSettings): PlanSpread {
  return {
    usersMs: toMs(userSpread),
    usersStepMs: toMs(userStep),
    rateMs: toMs(rateSpread),
    sharedAdAccounts,
  };
}
