import type { PlanContext } from '../../plan/job.js';
import { makePlan, type NamedClientSpec } from '../../plan/make-plan.js';
import type { TodayLoad } from '../../plan/growth/factor-range.js';
import { parseGrowthRate } from '../../plan/growth-rate.js';
import type { Command } from '../command.js';
import { checkOutputs, deliver, type OutputArgs } from '../deliver.js';
import {
  clientFlags,
  modelFlags,
  objectiveFlags,
  planFlags,
  tiersFlag,
  traceFlags,
} from '../flags.js';
import { colorFlag, runOutputFlags, workersFlag } from '../output-flags.js';
import { expandFiles } from '../load-trace.js';
import {
  growthSettings,
  parseMostRequests,
  parsePrecision,
  parseReplications,
  parseWorkers,
  type PlanFlagArgs,
} from '../plan-options.js';
import { createProgress } from '../progress.js';
import { replay, type Replay } from '../replay.js';
import { splitTiers, type ReplayArgs } from '../replay-question.js';
import { judge } from '../result-of.js';
import { EXIT } from '../shell.js';
import { workerRunner } from '../worker-runner.js';

interface PlanArgs extends ReplayArgs, OutputArgs, PlanFlagArgs {
  readonly tiers?: string;
}

export const plan: Command<PlanArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        ...planFlags,
        ...tiersFlag,
        ...modelFlags,
        ...traceFlags,
        ...clientFlags,
        ...objectiveFlags,
        ...runOutputFlags,
        ...workersFlag,
        ...colorFlag,
      })
      .example('$0 plan app.csv', 'When do we break, and on what?')
      .example(
        '$0 plan app.csv --growth 8%/month --html plan.html',
        'The same with dates, to send on',
      )
      .example(
        '$0 plan traces/agency.workload.yaml --replications 20',
        'How sure is a synthetic answer?',
      ),
  async run(args, shell) {
    checkOutputs(args, await expandFiles(args.trace));
    const options = {
      precision: parsePrecision(args.precision),
      replications: parseReplications(args.replications),
      growthRate: args.growth === undefined ? undefined : parseGrowthRate(args.growth),
    };
    const threads = parseWorkers(args.workers);
    const replayed = await replay({ ...args, keepOperations: true }, splitTiers(args.tiers), shell);
    const mostRequests = parseMostRequests(args.mostRequests, replayed.clients[0]!);
    const { result, met } = await judge(replayed, true);
    const context = contextOf(replayed, args);
    const progress = createProgress(shell);
    const runner = await workerRunner(context, threads);
    try {
      const planned = await makePlan(runner, context, {
        ...options,
        mostRequests,
        ownLimits: ownLimits(replayed),
        ...replayed.assumed,
        clients: namedClients(replayed),
        seed: args.seed,
        today: todayOf(replayed),
        required: result.requiredTier!,
        onProgress: (text, share) => {
          progress.update(() => text, share);
        },
      });
      progress.done();
      await deliver({ ...result, ...planned }, replayed.runsByClient.flat(), args, shell);
    } finally {
      progress.done();
      await runner.close();
    }
    return met || args.threshold === undefined ? EXIT.done : EXIT.objectiveMissed;
  },
};

/** Clients by name, where there are several. */
function namedClients({ clients }: Replay): NamedClientSpec[] {
  return clients.map((spec) => ({
    spec,
    ...(clients.length > 1 && spec.client !== undefined ? { name: spec.client } : {}),
  }));
}

/** The model's own figures of the limits that others are tried for, by tier. */
function ownLimits({ loadedModel, settings: { limits = {} } }: Replay) {
  const own = new Map<string, Record<string, number>>();
  for (const { name, limits: published } of loadedModel.model.tiers) {
    const replaced = published.filter(({ id }) => limits[`${name}.${id}`] !== undefined);
    if (replaced.length === 0) continue;
    own.set(name, Object.fromEntries(replaced.map(({ id, limit }) => [id, limit])));
  }
  return own;
}

function todayOf({ loadedTrace }: Replay): TodayLoad {
  const { timestamp, length } = loadedTrace.trace.columns;
  return { requests: length, start: timestamp[0]!, end: timestamp[length - 1]! };
}

function contextOf(
  { loadedModel, loadedTrace, tiers, objective, used, assumed, settings }: Replay,
  args: PlanArgs,
): PlanContext {
  const { trace, workload } = loadedTrace;
  return {
    model: { ...loadedModel.model, tiers },
    origin:
      workload === undefined
        ? { kind: 'trace', columns: trace.columns }
        : {
            kind: 'workload',
            workload: workload.profile,
            from: workload.from,
            to: workload.to,
          },
    objective,
    growth: growthSettings(args, tiers),
    used,
    burst: assumed.burst,
    resetZone: settings.resetZone,
  };
}
