import type { Command } from '../command.js';
import { checkOutputs, deliver, type OutputArgs } from '../deliver.js';
import {
  clientFlags,
  modelFlags,
  objectiveFlags,
  streamFlag,
  tiersFlag,
  traceFlags,
} from '../flags.js';
import { colorFlag, runOutputFlags, workersFlag } from '../output-flags.js';
import { expandFiles } from '../load-trace.js';
import { replay } from '../replay.js';
import { splitTiers } from '../replay-question.js';
import { judge } from '../result-of.js';
import { EXIT } from '../shell.js';
import { streamReplay, type StreamArgs } from '../stream-replay.js';

interface CompareArgs extends StreamArgs, OutputArgs {
  readonly tiers?: string;
}

export const compare: Command<CompareArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        ...tiersFlag,
        ...modelFlags,
        ...traceFlags,
        ...streamFlag,
        ...clientFlags,
        ...objectiveFlags,
        ...runOutputFlags,
        ...workersFlag,
        ...colorFlag,
      })
      .example('$0 compare app.csv', 'Do we need standard access?')
      .example('$0 compare app.csv --html report.html', 'The same, with a report to send on')
      .example(
        '$0 compare log.csv --map timestamp=TIMESTAMP,category=constant:ads_read',
        'A log with other column names',
      ),
  async run(args, shell) {
    checkOutputs(args, await expandFiles(args.trace));
    const replayed = await (args.stream ? streamReplay : replay)(
      args,
      splitTiers(args.tiers),
      shell,
    );
    const { result, met } = await judge(replayed, true);
    await deliver(result, replayed.runsByClient.flat(), args, shell);
    return met || args.threshold === undefined ? EXIT.done : EXIT.objectiveMissed;
  },
};
