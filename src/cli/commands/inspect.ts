import type { Command } from '../command.js';
import { inspect as inspectTrace } from '../../trace/inspect.js';
import { modelFlags, traceFlags } from '../flags.js';
import { colorFlag, runOutputFlags } from '../output-flags.js';
import { renderInspection } from '../inspect-text.js';
import { loadModel } from '../load-model.js';
import { loadTrace } from '../load-trace.js';
import { EXIT } from '../shell.js';
import { retrySpanOf, traceOptions, type TraceArgs } from '../trace-options.js';

interface InspectArgs extends TraceArgs {
  readonly model: string;
  readonly json: boolean;
  readonly seed: number;
}

export const inspect: Command<InspectArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        model: modelFlags.model,
        ...traceFlags,
        'allow-unmapped': { ...traceFlags['allow-unmapped'], default: true },
        json: { ...runOutputFlags.json, describe: 'Print the facts as JSON, and nothing else' },
        seed: runOutputFlags.seed,
        ...colorFlag,
      })
      .example('$0 inspect app.csv', 'Rows, span, rates, users, categories, quirks')
      .example('$0 inspect log.csv --on-error skip', 'The same, counting the rows that are broken')
      .example(
        '$0 inspect log.csv --retry-span 5m',
        'How many requests are retries of refused ones?',
      ),
  async run(given, shell) {
    const args = { ...given, keepRequests: true };
    const { model } = await loadModel(args.model);
    const { trace, name, sha256 } = await loadTrace(
      args.trace,
      traceOptions(args, model),
      args.seed,
      shell,
    );
    const inspection = inspectTrace(trace, retrySpanOf(args));
    shell.out(
      args.json
        ? `${JSON.stringify({ name, sha256, ...inspection }, null, 2)}\n`
        : renderInspection(name, inspection, shell.colors),
    );
    return EXIT.done;
  },
};
