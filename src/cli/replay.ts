import { onlyDrops } from '../engine/client-drop.js';
import { makeClient } from '../engine/client-spec.js';
import type { SimulationSettings } from '../engine/settings.js';
import type { RateModel, Tier } from '../model/rate-model.js';
import { raiseOfRun, type Raise } from '../plan/raise.js';
import { runScenarioBy } from '../plan/run-scenario.js';
import { samplesOf, type Samples } from '../plan/samples.js';
import { figuresOf, type ScenarioFigures, type ScenarioRun } from '../result/summarize.js';
import type { Columns } from '../trace/columns.js';
import { factsOf, type TraceFacts } from '../trace/trace.js';
import { loadTrace, type LoadedTrace } from './load-trace.js';
import { createProgress } from './progress.js';
import { askReplay, type ReplayArgs, type ReplayQuestion } from './replay-question.js';
import { createReplayThreads } from './replay-threads.js';
import type { Shell } from './shell.js';
import { traceOptions } from './trace-options.js';

/** A trace replayed under some tiers of a model, by one client or several, as far as its Result needs it. */
export interface Replayed extends ReplayQuestion {
  readonly facts: TraceFacts;
  readonly source: Omit<LoadedTrace, 'trace'>;
  /** By client: one for each tier, in order. */
  readonly scenariosByClient: readonly (readonly ReplayedScenario[])[];
  /** The same, with what became of every request; none where that is not kept. */
  readonly runsByClient: readonly (readonly ScenarioRun[])[];
}

/** One run, as its Result and its thresholds look at it. */
export interface ReplayedScenario {
  readonly figures: ScenarioFigures;
  readonly samples: Samples;
  /** The raise under which its tier meets the objective. */
  readonly findRaise: () => Promise<Raise>;
}

/** The same, with the whole trace in memory. */
export interface Replay extends Replayed {
  readonly loadedTrace: LoadedTrace;
}

/** So many runs at most go into a raise before its figures are taken as they are. */
export const MOST_RAISE_RUNS = 100;

/** Reads model and trace, and replays the trace under the tiers named (all of the model's if none is), in the model's order. */
export async function replay(
  args: ReplayArgs,
  tierNames: readonly string[] | undefined,
  shell: Shell,
): Promise<Replay> {
  const question = await askReplay(args, tierNames, shell);
  const { loadedModel, tiers, objective, simulationOf } = question;
  const { model } = loadedModel;
  const loadedTrace = await loadTrace(args.trace, traceOptions(args, model), args.seed, shell);
  const made = question.clients.map((spec) => makeClient(spec, args.seed));
  const runs = await replayAll(
    made.flatMap((client) => tiers.map((tier) => [tier, simulationOf(client, tier)] as const)),
    model,
    loadedTrace.trace.columns,
    { ...args, threads: question.threads },
    shell,
  );
  const scenarios = runs.map((run) => ({
    figures: figuresOf(run),
    samples: samplesOf(run, model),
    findRaise: () =>
      raiseOfRun(run, model, simulationOf(run.client, run.tier), objective, MOST_RAISE_RUNS),
  }));
  const { trace, ...source } = loadedTrace;
  return {
    ...question,
    loadedTrace,
    facts: factsOf(trace),
    source,
    runsByClient: byClient(runs, tiers.length),
    scenariosByClient: byClient(scenarios, tiers.length),
  };
}

/** Runs as they were made, for one client after the other. */
function byClient<T>(runs: readonly T[], tiers: number): (readonly T[])[] {
  return Array.from({ length: runs.length / tiers }, (_, i) =>
    runs.slice(i * tiers, (i + 1) * tiers),
  );
}

/** One run for each setting, with progress: one after the other where one thread makes them. */
async function replayAll(
  settings: readonly (readonly [Tier, SimulationSettings])[],
  model: RateModel,
  columns: Columns,
  { threads, seed, resetZone }: Pick<ReplayArgs, 'seed' | 'resetZone'> & { threads: number },
  shell: Shell,
): Promise<ScenarioRun[]> {
  const jittered = settings.filter(([, { client }]) => client.withOtherJitter !== undefined);
  const simulations = settings.length + jittered.length;
  const replayThreads = createReplayThreads(columns, model, { threads, simulations, resetZone });
  const progress = createProgress(shell);
  let done = 0;
  const replayOne = async (tier: Tier, under: SimulationSettings): Promise<ScenarioRun> => {
    progress.update(() => `replaying under ${tier.name}`, done / settings.length);
    const run = await runScenarioBy(replayThreads.simulate, columns, model, tier, under, seed);
    progress.update(() => 'replaying', ++done / settings.length);
    return run;
  };
  try {
    const runs: Promise<ScenarioRun>[] = [];
    for (const [tier, under] of settings) {
      const run = replayOne(tier, under);
      runs.push(run);
      if (threads === 1 || onlyDrops(under.client)) await run;
    }
    return await Promise.all(runs);
  } finally {
    progress.done();
    await replayThreads.close();
  }
}
