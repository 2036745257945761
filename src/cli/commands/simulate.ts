import type { Command } from '../command.js';
import { InputError } from '../../errors.js';
import { checkOutputs, deliver, type OutputArgs } from '../deliver.js';
import { clientFlags, modelFlags, objectiveFlags, streamFlag, traceFlags } from '../flags.js';
import { colorFlag, runOutputFlags, workersFlag } from '../output-flags.js';
import { expandFiles } from '../load-trace.js';
import { replay } from '../replay.js';
import { judge } from '../result-of.js';
import { EXIT } from '../shell.js';
import { streamReplay, type StreamArgs } from '../stream-replay.js';

interface SimulateArgs extends StreamArgs, OutputArgs {
  readonly tier: string;
}

export const simulate: Command<SimulateArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        tier: {
          string: true,
          requiresArg: true,
          default: 'trial',
          describe: 'The access tier',
          group: modelFlags.model.group,
        },
        ...modelFlags,
        ...traceFlags,
        ...streamFlag,
        ...clientFlags,
        ...objectiveFlags,
        ...runOutputFlags,
        ...workersFlag,
        ...colorFlag,
      })
      .example('$0 simulate app.csv --tier standard', 'What would standard access refuse?')
      .example(
        "$0 simulate app.csv --threshold 'throttled<=0.1%'",
        'Exit with status 3 if trial access throttles more',
      ),
  async run(args, shell) {
    checkOutputs(args, await expandFiles(args.trace));
    if (args.client?.includes(',') === true) {
      throw new InputError(
        `--client ${args.client}: simulate takes one client; compare takes several`,
      );
    }
    const replayed = await (args.stream ? streamReplay : replay)(args, [args.tier], shell);
    const { result, met } = await judge(replayed, false);
    await deliver(result, replayed.runsByClient.flat(), args, shell);
    return met || args.threshold === undefined ? EXIT.done : EXIT.objectiveMissed;
  },
};
