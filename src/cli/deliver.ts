import { extname, resolve } from 'node:path';
import { InputError } from '../errors.js';
import { renderText } from '../report/text.js';
import type { Result } from '../result/result.js';
import type { ScenarioRun } from '../result/summarize.js';
import { writeWhole } from './files.js';
import { renderJunit } from './junit.js';
import { checkZoneFile, renderJson, resultWriter } from './report-formats.js';
import { checkZone } from './reset-zone.js';
import type { Shell } from './shell.js';
import { checkOutcomesFile, writeOutcomes } from './write-outcomes.js';

/** The options that say where a result goes, as parsed from the command line. */
export interface OutputArgs {
  readonly json: boolean;
  readonly output?: string;
  readonly html?: string;
  readonly zone?: string;
  readonly outcomes?: string;
  readonly junit?: string;
  readonly quiet: boolean;
}

/**
 * Checks the output options before any work is done.
 * @throws InputError for an ending that is not known, or a file that is read too.
 */
export function checkOutputs(args: OutputArgs, inputs: readonly string[]): void {
  const { output, html, outcomes, junit } = args;
  if (output !== undefined) resultWriter(output);
  if (html !== undefined) checkReportFile(html);
  checkOutputZone(args);
  if (outcomes !== undefined) checkOutcomesFile(outcomes);
  for (const file of [output, html, outcomes, junit]) {
    if (file !== undefined) checkNotRead(file, inputs);
  }
}

/** @throws InputError for a zone that there is none of, or that nothing written would tell. */
function checkOutputZone({ zone, html, output }: OutputArgs): void {
  if (zone === undefined) return;
  checkZone('--zone', zone);
  if (html !== undefined) return;
  if (output === undefined) {
    throw new InputError('--zone is for a page or Markdown: give --html FILE or -o FILE.md too');
  }
  checkZoneFile(output, zone);
}

/** @throws InputError for a report that would not end in .html. */
export function checkReportFile(file: string): void {
  if (extname(file) === '.html') return;
  throw new InputError('a report is written as .html', { location: { file } });
}

/** @throws InputError if a file to be written is one of those to be read. */
export function checkNotRead(file: string, inputs: readonly string[]): void {
  if (!inputs.some((input) => resolve(input) === resolve(file))) return;
  throw new InputError('it would be written over what is read; name another file', {
    location: { file },
  });
}

/** Prints a result and writes the files asked for, saying which. */
export async function deliver(
  result: Result,
  runs: readonly ScenarioRun[],
  args: OutputArgs,
  shell: Shell,
): Promise<void> {
  const written: string[] = [];
  const write = async (file: string, content: string): Promise<void> => {
    await writeWhole(file, content);
    written.push(file);
  };
  for (const file of [args.output, args.html]) {
    if (file !== undefined)
      await write(file, await resultWriter(file)(result, { zone: args.zone }));
  }
  if (args.junit !== undefined) await write(args.junit, renderJunit(result));
  if (args.outcomes !== undefined) written.push(...(await writeOutcomes(args.outcomes, runs)));
  if (args.json) shell.out(renderJson(result));
  else if (!args.quiet) shell.out(renderText(result, shell.colors));
  if (args.quiet) return;
  for (const file of written) shell.err(`wrote ${file}\n`);
}
