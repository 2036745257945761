import { formatLocation, placedIn } from '../../errors.js';
import { printable } from '../../report/printable.js';
import { generateWorkload } from '../../workload/generate/generate-workload.js';
import { workloadWarnings } from '../../workload/generate/workload-warnings.js';
import {
  createWorkloadRows,
  WORKLOAD_COLUMNS,
  type WorkloadRow,
} from '../../workload/generate/workload-rows.js';
import type { Command } from '../command.js';
import { writeWhole } from '../files.js';
import { modelFlags } from '../flags.js';
import { colorFlag, runOutputFlags } from '../output-flags.js';
import { loadModel } from '../load-model.js';
import { expandFiles } from '../load-trace.js';
import { loadWorkload } from '../load-workload.js';
import { createProgress } from '../progress.js';
import { EXIT } from '../shell.js';
import { ROW_ENDINGS, rowFormat } from '../write-rows.js';

/** A warning is cut here, in characters. */
const LONGEST = 1000;

interface SynthesizeArgs {
  readonly workload: string;
  readonly model: string;
  readonly seed: number;
  readonly output: string;
}

export const synthesize: Command<SynthesizeArgs> = {
  builder: (yargs) =>
    yargs
      .positional('workload', { describe: 'A profile (*.workload.yaml)', type: 'string' })
      .options({
        output: {
          alias: 'o',
          string: true,
          requiresArg: true,
          demandOption: true,
          describe: `The trace to write: ${ROW_ENDINGS}`,
          group: 'Output:',
        },
        model: modelFlags.model,
        seed: runOutputFlags.seed,
        ...colorFlag,
      })
      .example('$0 synthesize traces/agency.workload.yaml -o week.csv', 'A week of an agency')
      .example('$0 synthesize my.workload.yaml -o b.csv --seed 2', 'Another week like it'),
  async run(args, shell) {
    const format = rowFormat(args.output, 'traces');
    const { model } = await loadModel(args.model);
    const [file = args.workload] = await expandFiles([args.workload]);
    const { workload } = await loadWorkload(file);
    for (const { pointer, message } of workloadWarnings(workload, model)) {
      const place = formatLocation({ file, pointer });
      shell.err(
        `${shell.errColors.yellow('warning')}: ${printable(`${place}: ${message}`, LONGEST)}\n`,
      );
    }
    const progress = createProgress(shell);
    const rowsOf = createWorkloadRows(args.seed);
    let requests = 0;
    function* rows(): Generator<WorkloadRow> {
      for (const chunk of generateWorkload(workload, { model, seed: args.seed })) {
        yield* rowsOf(chunk);
        requests += chunk.length;
        const done = (chunk.timestamp[chunk.length - 1]! - workload.start) / workload.length;
        progress.update(() => `writing: ${requests.toLocaleString('en-US')} requests`, done);
      }
    }
    try {
      await writeWhole(args.output, format.rows(WORKLOAD_COLUMNS, rows()));
    } catch (error) {
      throw placedIn(file, error);
    }
    progress.done();
    shell.err(
      `wrote ${args.output}: ${requests.toLocaleString('en-US')} requests, seed ${args.seed}\n`,
    );
    return EXIT.done;
  },
};
