import { createResult, describeModel, describeTrace } from '../result/document.js';
import type { RequiredTier, Result } from '../result/result.js';
import { summarizeScenario, type ScenarioRun } from '../result/summarize.js';
import { summarizeWorkload } from '../result/workload.js';
import { raiseOfRun } from '../plan/raise.js';
import { checkObjective, requiredTier } from '../plan/required-tier.js';
import { reservationsOf } from '../plan/reservations.js';
import { toolVersion } from './package-root.js';
import type { Replay } from './replay.js';

/** A replay as a Result, and whether its objective was met by some tier. */
export interface Judged {
  readonly result: Result;
  readonly met: boolean;
}

/** The Result of a replay under one tier, or of a comparison of several, which also tells the required tier. */
export async function judge(replay: Replay, compares: boolean): Promise<Judged> {
  const { loadedModel, loadedTrace, tiers, objective, settings, runsByClient } = replay;
  const { model } = loadedModel;
  const runs = runsByClient.flat();
  const thresholds = objective.thresholds.map(({ text }) => ({ threshold: text }));
  const common = {
    tool: { name: 'quotasim', version: toolVersion() },
    settings,
    trace: describeTrace(loadedTrace.trace, loadedTrace.name, loadedTrace.sha256),
    ...(loadedTrace.workload && {
      workload: summarizeWorkload(loadedTrace.workload, runs[0]!.outcome.timeline),
    }),
    model: describeModel(
      model,
      tiers.map(({ name }) => name),
      loadedModel.sha256,
    ),
    scenarios: runs.map(summarizeScenario),
    reservations: runsByClient[0]!.flatMap(reservationsOf),
    objective: thresholds,
  };
  if (!compares) {
    const outcomes = runs.flatMap((run) => checkObjective(objective, run, model));
    const stated = outcomes.map(({ threshold, value, ok }) => ({ threshold, value, ok }));
    return {
      result: createResult({ ...common, objective: stated }),
      met: outcomes.every(({ ok }) => ok),
    };
  }
  const required: RequiredTier[] = [];
  for (const ofClient of runsByClient) required.push(await requiredOf(ofClient, replay));
  const byClient = required.map((one, i) => ({ client: clientName(runsByClient[i]![0]!), ...one }));
  return {
    result: createResult({
      ...common,
      requiredTier: required[0]!,
      ...(required.length > 1 ? { requiredTiers: byClient } : {}),
    }),
    met: required.every(({ tier }) => tier !== null),
  };
}

/** So many runs at most go into the raise of a client before its figures are taken as they are. */
const MOST_RAISE_RUNS = 100;

/** The tier that a client requires; if none suffices, with the raise of the last one. */
async function requiredOf(
  runs: readonly ScenarioRun[],
  { objective, loadedModel: { model }, simulationOf }: Replay,
): Promise<RequiredTier> {
  const judged = runs.map((run) => ({
    tier: run.tier.name,
    thresholds: checkObjective(objective, run, model),
  }));
  const required = requiredTier(judged);
  const last = runs.at(-1);
  if (required.tier !== null || last === undefined) return required;
  const settings = simulationOf(last.client, last.tier);
  return { ...required, ...(await raiseOfRun(last, model, settings, objective, MOST_RAISE_RUNS)) };
}

function clientName({ client }: ScenarioRun): string {
  const name = client.settings.client;
  return typeof name === 'string' ? name : client.name;
}
