import type { ClientSpec } from '../engine/client-spec.js';
import type { AlgorithmName, DeniedMode, Tier } from '../model/rate-model.js';
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
import { findBand, type BandQuestion } from './band.js';
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
  /** The model's own figures where others are tried, by tier, then limit id: replications compare both. */
  readonly ownLimits?: ReadonlyMap<string, Readonly<Record<string, number>>>;
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
  const [{ spec: client, name: clientName }] = question.clients as [NamedClientSpec];
  const scenarios = tiers.map(({ name }) => scenarioOf(name, client));
  const load = { seed };
  const growing = { seed, today, mostRequests };

  onProgress('replaying today’s load', 0);
  const jobs = scenarios.map((scenario) => ({ load, scenario }));
  const verdicts = await runner.ask('verdict', jobs);

  onProgress('trying every assumption', 0.02);
  const hasResetZone = context.resetZone !== undefined;
  const band = await findBand(runner, { tiers, load, client, hasResetZone });

  const raiseBand = await bandOfRaise(runner, question, tiers, { load, client, hasResetZone });

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
      ...(clientName === undefined ? {} : { client: clientName }),
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
      ...(raiseBand === undefined ? {} : { raiseBand }),
    },
    band,
    ...(replications === undefined ? {} : { replications }),
  };
}

/** Under how many settings the last tier holds with the raise. */
async function bandOfRaise(
  runner: Runner,
  { required }: PlanQuestion,
  tiers: readonly Tier[],
  asked: Omit<BandQuestion, 'tiers' | 'limits'>,
): Promise<ResultPlan['raiseBand']> {
  const limits = raisedLimits(required);
  if (limits === undefined) return undefined;
  const { tiers: found } = await findBand(runner, { ...asked, tiers: tiers.slice(-1), limits });
  const { settings, holds } = found[0]!;
  return { settings, holds };
}

/**
 * Every client under every tier; under a tier with other limits than the model's, also with these; and where no tier
 * suffices, under the last one with the raise.
 */
function replicatedScenarios(
  { clients, required, ownLimits }: PlanQuestion,
  scenarioOf: (tier: string, client: ClientSpec) => ScenarioSpec,
  tiers: readonly Tier[],
): ReplicatedScenario[] {
  const [first] = clients as [NamedClientSpec];
  const scenario = (
    tier: string,
    { spec, name }: NamedClientSpec,
    other?: { readonly called: string; readonly limits: Readonly<Record<string, number>> },
  ): ReplicatedScenario => ({
    spec: { ...scenarioOf(tier, spec), ...(other && { limits: other.limits }) },
    ...(name === undefined ? {} : { client: name }),
    ...(other && { limits: other.called }),
  });
  const last = tiers.at(-1);
  const raised = raisedLimits(required);
  return [
    ...clients.flatMap((client) => tiers.map(({ name }) => scenario(name, client))),
    ...tiers.flatMap(({ name }) => {
      const limits = ownLimits?.get(name);
      return limits === undefined
        ? []
        : [scenario(name, first, { called: 'the model’s limits', limits })];
    }),
    ...(last === undefined || raised === undefined
      ? []
      : [scenario(last.name, first, { called: 'raised', limits: raised })]),
  ];
}

/** The figures to ask for, by limit id; undefined if there is no raise, or no figure would do. */
function raisedLimits({ raise = [] }: RequiredTier): Record<string, number> | undefined {
  if (raise.length === 0 || raise.some(({ to }) => to === null)) return undefined;
  return Object.fromEntries(
    raise.map(({ limit, to, ask }) => [limit.slice(limit.indexOf('.') + 1), ask ?? to!]),
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
