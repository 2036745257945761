import type { Command } from '../command.js';
import { extname } from 'node:path';
import { InputError } from '../../errors.js';
import { renderPage } from '../deliver.js';
import { writeWhole } from '../files.js';
import {
  clientFlags,
  colorFlag,
  modelFlags,
  objectiveFlags,
  tiersFlag,
  traceFlags,
} from '../flags.js';
import { loadResult } from '../load-result.js';
import { replay, splitTiers, type ReplayArgs } from '../replay.js';
import { judge } from '../result-of.js';
import type { Result } from '../../result/result.js';
import { EXIT, type Shell } from '../shell.js';

const ENDING = '.html';

interface ReportArgs extends ReplayArgs {
  readonly tiers?: string;
  readonly output?: string;
}

export const report: Command<ReportArgs> = {
  command: 'report <trace..>',
  describe: 'Write the HTML capacity report of a trace, or of a saved Result',
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
        ...colorFlag,
      })
      .example('$0 report app.csv', 'Compare the tiers and write app.html')
      .example('$0 report result.json -o report.html', 'Draw a saved Result again'),
  async run(args, shell) {
    const [input = '-'] = args.trace;
    const file = args.output ?? defaultFile(input);
    checkFile(file);
    const result = (await savedResult(args.trace)) ?? (await newResult(args, shell));
    await writeWhole(file, await renderPage(result));
    shell.out(`${file}\n`);
    return EXIT.done;
  },
};

function checkFile(file: string): void {
  if (extname(file) === ENDING) return;
  throw new InputError(`a report is written as ${ENDING}`, { location: { file } });
}

function defaultFile(input: string): string {
  if (input === '-') return `quotasim-report${ENDING}`;
  return `${input.slice(0, input.length - extname(input).length)}${ENDING}`;
}

async function savedResult(inputs: readonly string[]): Promise<Result | null> {
  const [input] = inputs;
  return inputs.length === 1 && extname(input!) === '.json' ? loadResult(input!) : null;
}

async function newResult(args: ReportArgs, shell: Shell): Promise<Result> {
  return judge(await replay(args, splitTiers(args.tiers), shell), true).result;
}
