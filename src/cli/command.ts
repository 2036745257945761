import type { ArgumentsCamelCase, Argv, CommandModule } from 'yargs';
import { InputError } from '../errors.js';
import { showDashes } from './lone-dash.js';
import type { ExitStatus, Shell } from './shell.js';
import { UsageError } from './usage-error.js';

/** One command of the program: its options, and what it does. `Args` are its options in camel case. */
export interface Command<Args> {
  readonly builder: (yargs: Argv) => Argv;
  readonly run: (args: Args, shell: Shell) => Promise<ExitStatus>;
}

/** A command as it is listed: what a person types, and what it does. The command itself is loaded when it is used. */
export interface ListedCommand {
  readonly command: string;
  readonly describe: string;
  readonly load: () => Promise<Command<never>>;
}

/** Runs a command's work and keeps its exit status. */
export type Execute = (work: (shell: Shell) => Promise<ExitStatus>) => Promise<void>;

/**
 * A command as yargs takes it, loaded only when it is used. Its parsed options are what the builder declares,
 * which types cannot follow.
 */
export function toModule(
  { command, describe, load }: ListedCommand,
  execute: Execute,
): CommandModule {
  const readsTrace = command.includes('[trace..]');
  return {
    command,
    describe,
    builder: async (yargs: Argv) => {
      const built = (await load()).builder(yargs);
      // yargs gives a list a default of its own, and would show it in the help.
      return readsTrace ? built.default('trace', undefined) : built;
    },
    handler: async (parsed: ArgumentsCamelCase) => {
      const args = Object.fromEntries(
        Object.entries(parsed).map(([name, value]) => [name, showDashes(value)]),
      );
      checkValues(args);
      if (readsTrace) {
        args.trace = [args.trace].flat().filter((file) => file !== undefined);
        checkTrace(args);
      }
      const { run } = await load();
      await execute((shell) => run(args as never, shell));
    },
  };
}

/** Options that may be given more than once, and the trace, which may be several files. */
const LISTS = ['trace', 'limit', 'map', 'threshold', 'used'];

/** @throws UsageError if no trace is named, InputError if two are. */
function checkTrace({ trace, sql }: Readonly<Record<string, unknown>>): void {
  const isNamed = Array.isArray(trace) && trace.length > 0;
  if (isNamed && sql !== undefined) {
    throw new InputError('--sql selects the trace: leave the file out, or name it in the query');
  }
  if (isNamed || sql !== undefined) return;
  throw new UsageError(
    'an argument is missing, the trace to read: a file, - for standard input, or --sql with a SELECT',
  );
}

/** @throws InputError for a number that is none, or an option given twice. */
function checkValues(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (name.length === 1) continue;
    if (Array.isArray(value) && !LISTS.includes(name)) {
      throw new InputError(`--${name} is given ${value.length} times; give it once`);
    }
    if (Number.isNaN(value)) throw new InputError(`--${name}: expected a number`);
  }
}
