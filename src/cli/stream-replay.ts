import { onlyDrops } from '../engine/client-drop.js';
import { makeClient } from '../engine/client-spec.js';
import { InputError } from '../errors.js';
import { withLimits } from '../model/limits.js';
import { findRaise, type Raise } from '../plan/raise.js';
import { checkSamples } from '../plan/required-tier.js';
import { openTraceStream, type ReadPieces } from '../plan/stream/trace-stream.js';
import { throttledById } from '../plan/verdict-of.js';
import type { ScenarioFigures } from '../result/summarize.js';
import { readPieces } from '../trace/read-trace.js';
import { expandFiles, isWorkloadFile } from './load-trace.js';
import { readFiles, STDIN, type ReadFiles } from './read-files.js';
import { MOST_RAISE_RUNS, type Replayed } from './replay.js';
import { askReplay, type ReplayArgs } from './replay-question.js';
import type { Shell } from './shell.js';
import { traceOptions } from './trace-options.js';

/** The options that `--stream` has a say in. */
export interface StreamArgs extends ReplayArgs {
  readonly stream: boolean;
  readonly outcomes?: string;
}

/**
 * Replays a trace as `replay` does, to the same Result, without keeping it: the files are read once for what they
 * hold, and again for whatever is asked of them.
 * @throws InputError for what takes a whole trace in memory.
 */
export async function streamReplay(
  args: StreamArgs,
  tierNames: readonly string[] | undefined,
  shell: Shell,
): Promise<Replayed> {
  const files = await expandFiles(args.trace);
  checkStreamable(args, files);
  const question = await askReplay(args, tierNames, shell);
  const { loadedModel, tiers, objective, simulationOf, used } = question;
  const { model } = loadedModel;
  const { seed } = args;
  const [client, ...others] = question.clients.map((spec) => makeClient(spec, seed));
  if (client === undefined || others.length > 0 || !onlyDrops(client)) {
    throw new InputError(
      '--stream replays a client that drops what is refused: --policy drop, and no pacing',
    );
  }

  const options = traceOptions(args, model);
  let source: Omit<ReadFiles<unknown>, 'read'> | undefined;
  const read: ReadPieces = async (take) => {
    const { read: facts, ...rest } = await readFiles(files, shell, (sources, reading) =>
      readPieces(sources, { ...options, ...reading }, take),
    );
    source ??= rest;
    return facts;
  };
  const { thresholds } = objective;
  const stream = await openTraceStream(read, model, thresholds);
  const runs = tiers.map((tier) => ({ tier, settings: simulationOf(client, tier), seed }));
  const findRaiseOf = ({ tier, demands }: ScenarioFigures): Promise<Raise> =>
    findRaise({
      tier,
      objective,
      demands,
      used: used.get(tier.name),
      mostRuns: MOST_RAISE_RUNS,
      tryOut: async (figures) => {
        const raised = withLimits(tier, new Map(tier.limits.map(({ id }, k) => [id, figures[k]!])));
        const settings = simulationOf(client, tier);
        const { samples, throttled } = await stream.tryOut({ tier: raised, settings, seed });
        return {
          ok: checkSamples(objective, tier.name, samples).every(({ ok }) => ok),
          throttledBy: throttledById(tier, throttled),
        };
      },
    });
  const scenarios = await stream.replay(runs);
  return {
    ...question,
    facts: stream.facts,
    source: source!,
    scenariosByClient: [
      scenarios.map(({ figures, samples }) => ({
        figures,
        samples,
        findRaise: () => findRaiseOf(figures),
      })),
    ],
    runsByClient: [],
  };
}

/** @throws InputError for a trace that cannot be read more than once, or an option that takes all of it at once. */
function checkStreamable(args: StreamArgs, files: readonly string[]): void {
  const fail = (what: string): never => {
    throw new InputError(`--stream ${what}`);
  };
  if (args.sql !== undefined) fail('reads files more than once: leave --sql out, or --stream');
  if (files.includes(STDIN)) fail('reads files more than once: standard input comes but once');
  if (files.some(isWorkloadFile)) {
    fail('reads files: write the workload to a trace first (synthesize)');
  }
  if (args.demand) fail('does not fold retries: leave --demand out');
  if (args.outcomes !== undefined) {
    fail('does not keep what became of each request: leave --outcomes out');
  }
}
