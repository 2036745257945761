import { InputError } from '../../errors.js';
import type { ColumnMap } from '../../trace/column-map.js';
import { readPieces } from '../../trace/read-trace.js';
import { factsOf, type TraceFacts } from '../../trace/trace.js';
import type { Command } from '../command.js';
import { checkNotRead } from '../deliver.js';
import { writeWhole } from '../files.js';
import { modelFlags, traceFlags } from '../flags.js';
import { colorFlag } from '../output-flags.js';
import { formatNumberOf } from '../../report/format-number.js';
import { printable } from '../../report/printable.js';
import { createTraceGatherer, requestRows, WRITTEN_COLUMNS } from '../gather-trace.js';
import { cellWriters } from '../gathered-table.js';
import { loadModel } from '../load-model.js';
import { expandFiles, isWorkloadFile, loadTrace, type LoadOptions } from '../load-trace.js';
import { readFiles } from '../read-files.js';
import { redactionKey, redactTable, type Redacted, type RedactArgs } from '../redact.js';
import { createRowStream } from '../row-stream.js';
import { EXIT, type Shell } from '../shell.js';
import { traceOptions, type TraceArgs } from '../trace-options.js';
import { ROW_ENDINGS, rowFormat, type TextRows } from '../write-rows.js';

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
          describe: `The trace to write: ${ROW_ENDINGS}; .arrow and .parquet, and --redact, hold all of it in memory`,
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
        'redact-left': {
          string: true,
          requiresArg: true,
          describe: 'File to list the words in that --redact leaves, one a line',
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
    if (args.redactLeft !== undefined) checkNotRead(args.redactLeft, [...inputs, args.output]);
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
    const read: ReadRequests = (onRequest) =>
      readRequests(inputs, { ...options, onRequest, asRecorded: true }, shell);
    let reading: Reading;
    let redacted: Redacted | undefined;
    if (format.text !== undefined && key === undefined) {
      reading = await streamTrace(args.output, format.text, options.map, read);
    } else {
      const { onRequest, finish } = createTraceGatherer(options.map);
      reading = await read(onRequest);
      const table = finish();
      if (key !== undefined) redacted = redactTable(table, key, model);
      await writeWhole(args.output, format.table(redacted?.table ?? table));
    }
    for (const warning of warningsOf(reading)) {
      shell.err(`${shell.errColors.yellow('warning')}: ${printable(warning, LONGEST)}\n`);
    }
    for (const sentence of redacted?.remarks ?? []) shell.err(`${sentence}\n`);
    if (args.redactLeft !== undefined && redacted !== undefined) {
      const words = redacted.left.map((word) => `${word}\n`);
      await writeWhole(args.redactLeft, words.join(''));
      shell.err(`wrote ${args.redactLeft}: ${formatNumberOf(words.length, 'word')}\n`);
    }
    shell.err(`wrote ${args.output}: ${formatNumberOf(reading.requests, 'request')}\n`);
    return EXIT.done;
  },
};

type Reading = Pick<TraceFacts, 'requests' | 'warnings' | 'skipped'>;
type ReadRequests = (onRequest: NonNullable<LoadOptions['onRequest']>) => Promise<Reading>;

/** Tells each request of files, or of a query, to `onRequest`; of files, none is kept. */
async function readRequests(
  files: readonly string[],
  { sql, ...options }: LoadOptions,
  shell: Shell,
): Promise<Reading> {
  if (sql !== undefined) {
    return factsOf((await loadTrace(files, { sql, ...options }, 0, shell)).trace);
  }
  const { read } = await readFiles(files, shell, (sources, reading) =>
    readPieces(sources, { ...options, ...reading }, () => undefined),
  );
  return read;
}

/** Writes each request as it is read. */
async function streamTrace(
  file: string,
  text: TextRows,
  map: ColumnMap,
  read: ReadRequests,
): Promise<Reading> {
  const stream = createRowStream(file, WRITTEN_COLUMNS, text);
  try {
    const reading = await read(requestRows(map, stream.push, cellWriters(WRITTEN_COLUMNS)));
    await stream.finish();
    return reading;
  } finally {
    await stream.discard();
  }
}

/** What there is to beware of: rows that were left out, too. */
function warningsOf({ warnings, skipped }: Reading): string[] {
  const reasons = Object.entries(skipped.reasons);
  return [
    ...warnings,
    ...reasons.map(([reason, rows]) => `skipped ${formatNumberOf(rows, 'row')}: ${reason}`),
  ];
}
