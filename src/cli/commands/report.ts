import type { Command } from '../command.js';
import { extname } from 'node:path';
import { InputError } from '../../errors.js';
import { checkNotRead } from '../deliver.js';
import { writeWhole } from '../files.js';
import { clientFlags, modelFlags, objectiveFlags, tiersFlag, traceFlags } from '../flags.js';
import { colorFlag, workersFlag, zoneFlag } from '../output-flags.js';
import { loadResult } from '../load-result.js';
import { chartOf, checkChartFile, LIST_CHARTS, listCharts } from '../report-chart.js';
import { checkZoneFile, RESULT_ENDINGS, resultWriter } from '../report-formats.js';
import { expandFiles } from '../load-trace.js';
import { replay } from '../replay.js';
import { splitTiers, type ReplayArgs } from '../replay-question.js';
import { judge } from '../result-of.js';
import { checkZone } from '../reset-zone.js';
import type { Result } from '../../result/result.js';
import { checkComparisonFile, type SavedResult, writeComparison } from '../write-comparison.js';
import { EXIT, type ExitStatus, type Shell } from '../shell.js';

interface ReportArgs extends ReplayArgs {
  readonly tiers?: string;
  readonly output?: string;
  readonly chart?: string;
  readonly zone?: string;
}

export const report: Command<ReportArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', {
        describe:
          'Files, globs, - for standard input, or saved Results (.json): one, or several to compare',
        type: 'string',
      })
      .options({
        output: {
          alias: 'o',
          string: true,
          requiresArg: true,
          describe: `The file to write: ${RESULT_ENDINGS}; beside the input, ending in .html, if absent`,
          group: 'Output:',
        },
        chart: {
          string: true,
          requiresArg: true,
          describe: `Write one chart of the report, as .svg or .png; --chart ${LIST_CHARTS} names them`,
          group: 'Output:',
        },
        ...zoneFlag,
        ...tiersFlag,
        ...modelFlags,
        ...traceFlags,
        ...clientFlags,
        ...objectiveFlags,
        seed: { number: true, requiresArg: true, default: 1, describe: 'Seed of all chance' },
        ...workersFlag,
        ...colorFlag,
      })
      .example('$0 report app.csv', 'Compare the tiers and write app.html')
      .example('$0 report result.json -o report.html', 'Draw a saved Result again')
      .example('$0 report may.json june.json -o changes.html', 'Say what changed')
      .example('$0 report result.json --chart requests-trial -o requests.png', 'Draw one chart'),
  async run(args, shell) {
    const inputs = await expandFiles(args.trace);
    const { chart, zone } = args;
    if (zone !== undefined) checkZone('--zone', zone);
    if (args.output !== undefined) {
      checkOutput(args.output, chart);
      checkZoneFile(args.output, zone);
    }
    const saved = await savedResults(inputs, shell.argv);
    if (saved.length > 1) return compareSaved(saved, args, shell);
    const result = saved[0]?.result ?? (await newResult(args, shell));
    if (chart === LIST_CHARTS) {
      shell.out(await listCharts(result));
      return EXIT.done;
    }
    const picture = chart === undefined ? undefined : await chartOf(result, chart);
    const ending = picture === undefined ? '.html' : `.${picture.name}.svg`;
    const file = args.output ?? `${defaultName(inputs[0]!)}${ending}`;
    checkNotRead(file, inputs);
    const content = await (picture === undefined
      ? resultWriter(file)(result, { zone })
      : picture.content(file));
    await writeWhole(file, content);
    shell.out(`${file}\n`);
    return EXIT.done;
  },
};

/** @throws InputError for a file of an ending that is not known. */
function checkOutput(file: string, chart?: string): void {
  if (chart === undefined) resultWriter(file, 'a report');
  else checkChartFile(file);
}

function defaultName(input: string): string {
  if (input === '-') return 'quotasim-report';
  return input.slice(0, input.length - extname(input).length);
}

/** Options that still mean something when a saved Result is drawn again. */
const DRAWING = /^(-o|--output|--chart|--zone|--color|--no-color)(=|$)/;

/** @throws InputError for options that a saved Result has no use for, or other files beside it. */
async function savedResults(
  inputs: readonly string[],
  argv: readonly string[],
): Promise<SavedResult[]> {
  const isJson = (file: string): boolean => extname(file) === '.json';
  const loaded = await Promise.all(
    inputs.filter(isJson).map(async (file) => ({ file, result: await loadResult(file) })),
  );
  const saved = loaded.filter((each): each is SavedResult => each.result !== null);
  const [first] = saved;
  if (first === undefined) return [];
  if (inputs.length > saved.length) {
    throw new InputError(
      'a saved Result is drawn alone, or compared with others; name no other file beside it',
      {
        location: { file: first.file },
      },
    );
  }
  const idle = argv.find((word) => word.startsWith('-') && word !== '-' && !DRAWING.test(word));
  if (idle !== undefined) {
    throw new InputError(`a saved Result is drawn as it is: ${idle} would change nothing`, {
      location: { file: first.file },
    });
  }
  return saved;
}

/** @throws InputError for a form in which a comparison is not written, or one chart of it. */
async function compareSaved(
  saved: readonly SavedResult[],
  { output = 'quotasim-changes.html', chart, zone }: ReportArgs,
  shell: Shell,
): Promise<ExitStatus> {
  if (chart !== undefined) throw new InputError('--chart takes a single Result');
  checkComparisonFile(output);
  checkNotRead(
    output,
    saved.map(({ file }) => file),
  );
  await writeComparison(output, saved, { zone });
  shell.out(`${output}\n`);
  return EXIT.done;
}

async function newResult(args: ReportArgs, shell: Shell): Promise<Result> {
  const { result } = await judge(await replay(args, splitTiers(args.tiers), shell), true);
  return result;
}
