import { createResult, describeModel, describeTrace } from '../result/document.js';
import type { Result } from '../result/result.js';
import { summarizeScenario } from '../result/summarize.js';
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
export function judge(replay: Replay, compares: boolean): Judged {
  const { loadedModel, loadedTrace, tiers, objective, settings, runs } = replay;
  const { model } = loadedModel;
  const common = {
    tool: { name: 'quotasim', version: toolVersion() },
    settings,
    trace: describeTrace(loadedTrace.trace, loadedTrace.name, loadedTrace.sha256),
    model: describeModel(
      model,
      tiers.map(({ name }) => name),
      loadedModel.sha256,
    ),
    scenarios: runs.map(summarizeScenario),
    reservations: runs.flatMap(reservationsOf),
  };
  if (!compares) {
    const outcomes = runs.flatMap((run) => checkObjective(objective, run, model));
    const stated = outcomes.map(({ threshold, value, ok }) => ({ threshold, value, ok }));
    return {
      result: createResult({ ...common, objective: stated }),
      met: outcomes.every(({ ok }) => ok),
    };
  }
  const required = requiredTier(objective, runs, model);
  const stated = objective.map(({ text }) => ({ threshold: text }));
  return {
    result: createResult({ ...common, objective: stated, requiredTier: required }),
    met: required.tier !== null,
  };
}
