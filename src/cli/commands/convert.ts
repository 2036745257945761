import { InputError } from '../../errors.js';
import type { Command } from '../command.js';
import { checkNotRead } from '../deliver.js';
import { writeWhole } from '../files.js';
import { colorFlag, modelFlags, traceFlags } from '../flags.js';
import { printable } from '../../report/printable.js';
import { createTraceGatherer } from '../gather-trace.js';
import { loadModel } from '../load-model.js';
import { expandFiles, isWorkloadFile, loadTrace } from '../load-trace.js';
import { redactionKey, redactTable, type RedactArgs } from '../redact.js';
import { EXIT } from '../shell.js';
import { traceOptions, type TraceArgs } from '../trace-options.js';
import { ROW_ENDINGS, rowFormat } from '../write-rows.js';

interface ConvertArgs extends Omit<TraceArgs, 'demand' | 'allowUnmapped'>, RedactArgs {
  readonly model: string;
  readonly output: string;
}

/** A warning is cut here, in characters. */
const LONGEST = 1000;

/** Options of reading that have no meaning here: every row is kept, mapped or not, retries too. */
const MEANINGLESS = ['allow-unmapped', 'demand', 'retry-span'];

const readingFlags = Object.fromEntries(
  Object.entries(traceFlags).filter(([name]) => !MEANINGLESS.includes(name)),
);

export const convert: Command<ConvertArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        output: {
          alias: 'o',
          string: true,
          requiresArg: true,
          demandOption: true,
          describe: `The trace to write: ${ROW_ENDINGS}`,
          group: 'Output:',
        },
        ...readingFlags,
        redact: {
          boolean: true,
          default: false,
          describe: 'Put keyed hashes in place of apps, users, ad accounts and ids in paths',
          group: 'Privacy:',
        },
        'redact-key': {
          string: true,
          requiresArg: true,
          describe:
            'File with the key of the hashes, to get the same ones again; drawn and forgotten if absent',
          group: 'Privacy:',
        },
        model: {
          ...modelFlags.model,
          describe: 'Whose operations tell the ids in paths (--redact)',
        },
        ...colorFlag,
      })
      .example('$0 convert app.csv -o app.parquet', 'The same requests, column by column')
      .example('$0 convert app.csv -o safe.csv --redact', 'A trace to send on, without its names'),
  async run(args, shell) {
    const format = rowFormat(args.output, 'traces');
    const inputs = await expandFiles(args.trace);
    checkNotRead(args.output, inputs);
    const profile = inputs.find(isWorkloadFile);
    if (profile !== undefined) {
      throw new InputError(
        `a workload profile is no trace yet: quotasim synthesize ${profile} -o ${args.output}`,
        { location: { file: profile } },
      );
    }
    const key = await redactionKey(args);
    const { model } = await loadModel(args.model);
    const options = traceOptions({ ...args, demand: false, allowUnmapped: true }, model);
    const gatherer = createTraceGatherer(options.map);
    const { onRequest } = gatherer;
    const { trace } = await loadTrace(args.trace, { ...options, onRequest }, 0, shell);
    const table = gatherer.finish();
    const redacted = key === undefined ? undefined : redactTable(table, key, model);
    await writeWhole(args.output, format.table(redacted?.table ?? table));
    for (const warning of trace.warnings) {
      shell.err(`${shell.errColors.yellow('warning')}: ${printable(warning, LONGEST)}\n`);
    }
    for (const sentence of redacted?.remarks ?? []) shell.err(`${sentence}\n`);
    shell.err(`wrote ${args.output}: ${table.length.toLocaleString('en-US')} requests\n`);
    return EXIT.done;
  },
};
