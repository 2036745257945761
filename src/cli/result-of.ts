import { createResult, describeModel, describeTrace } from '../result/document.js';
import type { RequiredTier, Result } from '../result/result.js';
import { stateScenario } from '../result/summarize.js';
import { summarizeWorkload } from '../result/workload.js';
import { checkSamples, requiredTier } from '../plan/required-tier.js';
import { reservationsOf } from '../plan/reservations.js';
import { toolVersion } from './package-root.js';
import type { Replayed, ReplayedScenario } from './replay.js';

/** A replay as a Result, and whether its objective was met by some tier. */
export interface Judged {
  readonly result: Result;
  readonly met: boolean;
}

/** The Result of a replay under one tier, or of a comparison of several, which also tells the required tier. */
export async function judge(replayed: Replayed, compares: boolean): Promise<Judged> {
  const { loadedModel, facts, source, tiers, objective, settings, scenariosByClient } = replayed;
  const scenarios = scenariosByClient.flat();
  const [first] = scenariosByClient as [readonly ReplayedScenario[]];
  const common = {
    tool: { name: 'quotasim', version: toolVersion() },
    settings,
    trace: describeTrace(facts, source.name, source.sha256),
    ...(source.workload && {
      workload: summarizeWorkload(source.workload, first[0]!.figures.record.timeline),
    }),
    model: describeModel(
      loadedModel.model,
      tiers.map(({ name }) => name),
      loadedModel.sha256,
    ),
    scenarios: scenarios.map(({ figures }) => stateScenario(figures)),
    reservations: first.flatMap(({ figures }) => reservationsOf(facts, figures)),
    objective: objective.thresholds.map(({ text }) => ({ threshold: text })),
  };
  if (!compares) {
    const outcomes = scenarios.flatMap(({ figures, samples }) =>
      checkSamples(objective, figures.tier.name, samples),
    );
    const stated = outcomes.map(({ threshold, value, ok }) => ({ threshold, value, ok }));
    return {
      result: createResult({ ...common, objective: stated }),
      met: outcomes.every(({ ok }) => ok),
    };
  }
  const required: RequiredTier[] = [];
  for (const ofClient of scenariosByClient) required.push(await requiredOf(ofClient, replayed));
  const byClient = required.map((one, i) => ({
    client: clientName(scenariosByClient[i]![0]!),
    ...one,
  }));
  return {
    result: createResult({
      ...common,
      requiredTier: required[0]!,
      ...(required.length > 1 ? { requiredTiers: byClient } : {}),
    }),
    met: required.every(({ tier }) => tier !== null),
  };
}

/** The tier that a client requires; if none suffices, with the raise of the last one. */
async function requiredOf(
  scenarios: readonly ReplayedScenario[],
  { objective }: Replayed,
): Promise<RequiredTier> {
  const judged = scenarios.map(({ figures, samples }) => ({
    tier: figures.tier.name,
    thresholds: checkSamples(objective, figures.tier.name, samples),
  }));
  const required = requiredTier(judged);
  const last = scenarios.at(-1);
  if (required.tier !== null || last === undefined) return required;
  return { ...required, ...(await last.findRaise()) };
}

function clientName({ figures: { client } }: ReplayedScenario): string {
  const name = client.settings.client;
  return typeof name === 'string' ? name : client.name;
}
