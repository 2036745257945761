import type { Command } from '../command.js';
import { extname } from 'node:path';
import { InputError } from '../../errors.js';
import { checkNotRead, checkReportFile, renderPage } from '../deliver.js';
import { writeWhole } from '../files.js';
import {
  clientFlags,
  colorFlag,
  modelFlags,
  objectiveFlags,
  tiersFlag,
  traceFlags,
  workersFlag,
} from '../flags.js';
import { loadResult } from '../load-result.js';
import { expandFiles } from '../load-trace.js';
import { replay } from '../replay.js';
import { splitTiers, type ReplayArgs } from '../replay-question.js';
import { judge } from '../result-of.js';
import type { Result } from '../../result/result.js';
import { EXIT, type Shell } from '../shell.js';

interface ReportArgs extends ReplayArgs {
  readonly tiers?: string;
  readonly output?: string;
}

export const report: Command<ReportArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', {
        describe: 'Files, globs, - for standard input, or one saved Result (.json)',
        type: 'string',
      })
      .options({
        output: {
          alias: 'o',
          string: true,
          requiresArg: true,
          describe: 'The file to write; beside the input, ending in .html, if absent',
          group: 'Output:',
        },
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
      .example('$0 report result.json -o report.html', 'Draw a saved Result again'),
  async run(args, shell) {
    const inputs = await expandFiles(args.trace);
    const file = args.output ?? defaultFile(inputs[0]!);
    checkReportFile(file);
    checkNotRead(file, inputs);
    const result = (await savedResult(inputs, shell.argv)) ?? (await newResult(args, shell));
    await writeWhole(file, await renderPage(result));
    shell.out(`${file}\n`);
    return EXIT.done;
  },
};

function defaultFile(input: string): string {
  if (input === '-') return 'quotasim-report.html';
  return `${input.slice(0, input.length - extname(input).length)}.html`;
}

/** Options that still mean something when a saved Result is drawn again. */
const DRAWING = /^(-o|--output|--color|--no-color)(=|$)/;

/** @throws InputError for options that a saved Result has no use for, or other files beside it. */
async function savedResult(
  inputs: readonly string[],
  argv: readonly string[],
): Promise<Result | null> {
  const isJson = (file: string): boolean => extname(file) === '.json';
  const loaded = await Promise.all(
    inputs.filter(isJson).map(async (file) => ({ file, result: await loadResult(file) })),
  );
  const saved = loaded.find(({ result }) => result !== null);
  if (saved === undefined) return null;
  if (inputs.length > 1) {
    throw new InputError('a saved Result is drawn alone; name no other file beside it', {
      location: { file: saved.file },
    });
  }
  const idle = argv.find((word) => word.startsWith('-') && word !== '-' && !DRAWING.test(word));
  if (idle !== undefined) {
    throw new InputError(`a saved Result is drawn as it is: ${idle} would change nothing`, {
      location: { file: saved.file },
    });
  }
  return saved.result;
}

async function newResult(args: ReportArgs, shell: Shell): Promise<Result> {
  const { result } = await judge(await replay(args, splitTiers(args.tiers), shell), true);
  return result;
}
