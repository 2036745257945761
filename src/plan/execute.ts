import type { Client } from '../engine/client.js';
import { makeClient } from '../engine/client-spec.js';
import { demandSetters } from '../engine/demand-setter.js';
import { firstRefusal } from '../engine/first-refusal.js';
import { planLimits } from '../engine/limit-plan.js';
import { replayFates } from '../engine/replay-fates.js';
import { limitDemands } from '../engine/required-limit.js';
import type { SimulationSettings } from '../engine/settings.js';
import type { ZoneWindows } from '../limiter/zone-windows.js';
import { withLimits } from '../model/limits.js';
import type { Tier } from '../model/rate-model.js';
import { isDefaultObjective } from '../result/objective.js';
import type { Columns } from '../trace/columns.js';
import type { Answers, Job, PlanContext, Question, ScenarioSpec } from './job.js';
import { createLoads } from './loads.js';
import { checkObjective } from './required-tier.js';
import type { MeasuredRun } from './sample.js';
import { scopeNames } from './scope-names.js';
import { verdictOf } from './verdict-of.js';

/** Answers a question about one run. */
export type Execute = <Q extends Question>(question: Q, job: Job) => Answers[Q];

/** All that one run needs. */
interface Prepared {
  readonly columns: Columns;
  readonly tier: Tier;
  readonly settings: SimulationSettings;
}

/** Prepares the runs of a plan. Loads the calendar only where a zone is named. */
export async function prepare(context: PlanContext): Promise<Execute> {
  const { model, objective } = context;
  const loadOf = createLoads(context);
  const zone = await loadZone(context.resetZone);
  const isDefault = isDefaultObjective(objective.thresholds.map(({ text }) => text));
  const replay = ({ columns, tier, settings }: Prepared): MeasuredRun => ({
    columns,
    tier,
    outcome: replayFates(columns, planLimits(columns, model, tier), settings),
  });
  const answers: { readonly [Q in Question]: (run: Prepared) => Answers[Q] } = {
    holds: (run) => {
      const { columns, tier, settings } = run;
      return isDefault && sendsAtOnce(settings.client)
        ? firstRefusal(columns, planLimits(columns, model, tier), settings) === null
        : checkObjective(objective, replay(run), model).every(({ ok }) => ok);
    },
    verdict: (run) => verdictOf(replay(run), model, objective),
    demands: ({ columns, tier, settings }) => {
      const demands = limitDemands(columns, model, tier, settings);
      const required = demands.map(({ requiredLimit }) => requiredLimit);
      const setters = demandSetters(columns, model, tier, settings, required);
      return demands.map((demand, k) => {
        const setBy = setters[k];
        if (setBy === undefined) return demand;
        return { ...demand, setBy, scope: scopeNames(columns, tier.limits[k]!.scope, setBy.seq) };
      });
    },
  };
  return (question, { load, scenario }) =>
    answers[question]({
      columns: loadOf(load),
      tier: tierOf(context, scenario),
      settings: settingsOf(context, scenario, load.seed, zone),
    });
}

/** Whether every request is sent at its timestamp, whatever happens to others. */
function sendsAtOnce({ pacing, concurrency }: Client): boolean {
  return pacing === undefined && concurrency === undefined;
}

async function loadZone(zone: string | undefined): Promise<ZoneWindows | undefined> {
  if (zone === undefined) return undefined;
  const { zoneWindows } = await import('../limiter/zone-windows.js');
  return zoneWindows(zone) ?? undefined;
}

function tierOf({ model }: PlanContext, { tier, limits = {} }: ScenarioSpec): Tier {
  const found = model.tiers.find(({ name }) => name === tier)!;
  return withLimits(found, new Map(Object.entries(limits)));
}

function settingsOf(
  { burst, used }: PlanContext,
  { algorithm, denied, resetPhase, client, tier }: ScenarioSpec,
  seed: number,
  resetWindows: ZoneWindows | undefined,
): SimulationSettings {
  return {
    algorithm,
    denied,
    client: makeClient(client, seed),
    burst,
    resetWindows,
    resetPhase,
    used: used.get(tier),
  };
}
