import yargs, { type Argv } from 'yargs';
import { InputError } from '../errors.js';
import { printable } from '../report/printable.js';
import { toModule, type Execute } from './command.js';
import { commands, modelCommands } from './commands.js';
import { hideDashes, showDashes } from './lone-dash.js';
import { toolVersion } from './package-root.js';
import { EXIT, type ExitStatus, type Shell } from './shell.js';
import { explainUsage, UsageError } from './usage-error.js';

/** An error's line is cut here, in characters: it may quote input of any length. */
const LONGEST_LINE = 2000;

/**
 * Runs one command line.
 * @param debug whether errors carry a stack trace.
 * @returns the exit status; nothing is thrown.
 */
export async function run(shell: Shell, debug: boolean): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  const execute: Execute = async (work) => {
    status = await work(shell);
  };
  try {
    await withoutKeptHelp(commandLine(execute, shell.argv)).parseAsync(
      hideDashes(shell.argv),
      {},
      (_error, _args, output) => {
        if (output !== '') shell.out(`${output}\n`);
      },
    );
    return status;
  } catch (error) {
    return explain(
      error instanceof Error && isYargsError(error)
        ? usageError(error.message, [], shell.argv)
        : error,
      shell,
      debug,
    );
  }
}

function commandLine(execute: Execute, argv: readonly string[]) {
  return yargs()
    .scriptName('quotasim')
    .usage(
      '$0 <command>\n\nTells, before you launch, whether your traffic fits inside an API’s rate limits.',
    )
    .command(commands.map((command) => toModule(command, execute)))
    .command('model', 'The models: list, show, lint, import', (models) =>
      models
        .command(modelCommands.map((command) => toModule(command, execute)))
        .demandCommand(1, 'Say what to do with the models: list, show, lint or import')
        .example('$0 model show pinterest-v5', 'Every limit, with its source')
        .example('$0 model lint ./my-model.yaml', 'Is my model sound?'),
    )
    .completion('completion', 'Print a script that completes commands in your shell')
    .example('$0 compare traces/ads-agency-week.csv', 'Do we need standard access?')
    .example('$0 simulate traces/indie-planner-week.csv', 'What does trial access refuse?')
    .example('$0 report traces/ads-agency-week.csv -o report.html', 'A page to send on')
    .example('$0 inspect traces/ads-agency-week.csv', 'What is in this trace?')
    .example('$0 model show pinterest-v5', 'Which limits are these?')
    .demandCommand(1, 'Say which command to run')
    .parserConfiguration({ 'greedy-arrays': false })
    .strict()
    .recommendCommands()
    .help()
    .alias('help', 'h')
    .version(toolVersion())
    .wrap(100)
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined, usage) => {
      if (error !== undefined && !isYargsError(error)) throw error;
      throw usageError(message ?? error?.message ?? '', optionNames(usage), argv);
    });
}

/** yargs lays its help out at every run, to show it should the command fail, which is told otherwise here. Its types do not know of that. */
function withoutKeptHelp(yargs: Argv): Argv {
  const internals = (yargs as unknown as YargsInternals).getInternalMethods();
  internals.getUsageInstance().cacheHelpMessage = () => undefined;
  return yargs;
}

interface YargsInternals {
  getInternalMethods(): { getUsageInstance(): { cacheHelpMessage: () => void } };
}

/** Whether yargs itself refuses the command line. */
function isYargsError({ name }: Error): boolean {
  return name === 'YError';
}

function usageError(message: string, options: readonly string[], argv: readonly string[]) {
  return new UsageError(explainUsage(showDashes(message), options, argv));
}

/** The options that a command takes. yargs hands over its usage, which knows them; its types say otherwise. */
function optionNames(usage: object): string[] {
  const { getDescriptions } = usage as { readonly getDescriptions: () => object };
  return Object.keys(getDescriptions());
}

function explain(error: unknown, shell: Shell, debug: boolean): ExitStatus {
  const { red } = shell.errColors;
  const message = printableLines(error instanceof Error ? error.message : String(error));
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  if (error instanceof InputError) {
    shell.err(`${red(message)}\n${stack}`);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    shell.err(`${red(message)}\nquotasim --help lists the commands and options.\n${stack}`);
    return EXIT.usage;
  }
  shell.err(
    `${red(`This is a bug of quotasim: ${message}`)}\n${stack}` +
      'Please report it, with the command and, if you can, the trace. DEBUG=quotasim shows where it happened.\n',
  );
  return EXIT.bug;
}

function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line, LONGEST_LINE))
    .join('\n');
}
