import { InputError } from '../../errors.js';
import { countFit } from '../../workload/fit/fit-counts.js';
import type { SourceFacts } from '../../workload/fit/fit-facts.js';
import { formatWorkload } from '../../workload/fit/fit-text.js';
import { fitWorkload } from '../../workload/fit/fit-workload.js';
import { parseWorkload } from '../../workload/profile/parse-workload.js';
import { synthesize } from '../../workload/generate/synthesize.js';
import type { FitComparison, FitFact } from '../../report/fit-comparison.js';
import { renderFitHtml } from '../../report/fit-html.js';
import { formatCount, formatSpan } from '../../report/format-number.js';
import { formatTimestamp } from '../../time.js';
import type { Command } from '../command.js';
import { checkNotRead, checkReportFile } from '../deliver.js';
import { writeWhole } from '../files.js';
import { modelFlags, traceFlags } from '../flags.js';
import { colorFlag, runOutputFlags } from '../output-flags.js';
import { loadModel } from '../load-model.js';
import { expandFiles, loadTrace } from '../load-trace.js';
import { readReportAssets } from '../report-assets.js';
import { checkZone } from '../reset-zone.js';
import { EXIT } from '../shell.js';
import { traceOptions, type TraceArgs } from '../trace-options.js';

interface FitArgs extends TraceArgs {
  readonly model: string;
  readonly seed: number;
  readonly output: string;
  readonly html?: string;
  readonly zone: string;
}

export const fit: Command<FitArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        output: {
          alias: 'o',
          string: true,
          requiresArg: true,
          demandOption: true,
          describe: 'The profile to write, ending in .workload.yaml',
          group: 'Output:',
        },
        html: {
          ...runOutputFlags.html,
          describe: 'Write a page with the recorded rate beside the refitted one',
        },
        zone: {
          string: true,
          requiresArg: true,
          default: 'UTC',
          describe: 'Time zone of the hours and days that the profile tells, as in Europe/Berlin',
          group: 'The profile:',
        },
        model: modelFlags.model,
        ...traceFlags,
        seed: runOutputFlags.seed,
        ...colorFlag,
      })
      .example('$0 fit app.csv -o app.workload.yaml', 'A profile of what was recorded')
      .example(
        '$0 fit app.csv -o app.workload.yaml --zone Europe/Berlin',
        'Its hours in the time of those who use it',
      )
      .example(
        '$0 fit app.csv -o app.workload.yaml --html fit.html',
        'The same, with a page that shows how good it is',
      ),
  async run(args, shell) {
    const inputs = await expandFiles(args.trace);
    if (!args.output.endsWith('.workload.yaml')) {
      throw new InputError('a profile is written as .workload.yaml', {
        location: { file: args.output },
      });
    }
    checkNotRead(args.output, inputs);
    if (args.html !== undefined) {
      checkReportFile(args.html);
      checkNotRead(args.html, inputs);
    }
    checkZone('--zone', args.zone);
    const { model } = await loadModel(args.model);
    const { trace, name } = await loadTrace(inputs, traceOptions(args, model), args.seed, shell);
    const fitted = fitWorkload(trace.columns, {
      model,
      trace: name,
      zone: args.zone,
      seed: args.seed,
    });
    await writeWhole(args.output, formatWorkload(fitted));
    shell.err(`wrote ${args.output}; its first lines say how good the fit is\n`);
    if (args.demand) shell.err(`${trace.warnings.at(-1)!}\n`);
    for (const warning of fitted.facts.warnings) shell.err(`${warning}\n`);
    if (args.html === undefined) return EXIT.done;

    const workload = parseWorkload(fitted.document, { file: args.output });
    const refitted = synthesize(workload, { model, seed: args.seed });
    const { from, step, recorded, refitted: made } = countFit(trace.columns, refitted);
    const comparison: FitComparison = {
      title: workload.title,
      source: name,
      bucketMs: step / 1000,
      start: formatTimestamp(from),
      recorded,
      refitted: made,
      facts: fitted.facts.sources.flatMap(factsOf),
      notes: [
        ...fitted.facts.warnings,
        ...fitted.facts.sources.flatMap(wordsOf),
        ...fitted.facts.notes,
      ],
    };
    await writeWhole(args.html, renderFitHtml(comparison, readReportAssets()));
    shell.err(`wrote ${args.html}\n`);
    return EXIT.done;
  },
};

function told(value: number | null): string {
  return value === null ? 'cannot be told' : formatCount(Number(value.toPrecision(4)));
}

/** The measures of one source: its requests, and how they cluster at each scale. */
function factsOf({ name, requests, dispersion }: SourceFacts): FitFact[] {
  return [
    {
      label: `${name}: requests`,
      recorded: told(requests.recorded),
      refitted: told(requests.refitted),
    },
    ...dispersion.map(({ scale, all }) => ({
      label: `${name}: index of dispersion in ${formatSpan(scale / 1000)}`,
      recorded: told(all.recorded),
      refitted: told(all.refitted),
    })),
  ];
}

function wordsOf({ name, words }: SourceFacts): string[] {
  return words.map((text) => `${name}: ${text}`);
}
