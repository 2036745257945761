import { extname, resolve } from 'node:path';
import { InputError } from '../errors.js';
import { renderText } from '../report/text.js';
import type { Result } from '../result/result.js';
import type { ScenarioRun } from '../result/summarize.js';
import { writeWhole } from './files.js';
import { renderJunit } from './junit.js';
import type { Shell } from './shell.js';
import { checkOutcomesFile, writeOutcomes } from './write-outcomes.js';

/** The options that say where a result goes, as parsed from the command line. */
export interface OutputArgs {
  readonly json: boolean;
  readonly output?: string;
  readonly html?: string;
  readonly outcomes?: string;
  readonly junit?: string;
  readonly quiet: boolean;
}

/** How a Result is written to a file, by the file's ending. */
const WRITERS: Readonly<Record<string, (result: Result) => Promise<string>>> = {
  '.json': (result) => Promise.resolve(renderJson(result)),
  '.html': renderPage,
  '.txt': (result) => Promise.resolve(renderText(result)),
};

/** The Result as it stands in a file and on standard output. */
export function renderJson(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** The HTML report. Its makings are read only here, since they are large. */
export async function renderPage(result: Result): Promise<string> {
  const [{ renderHtml }, { readReportAssets }] = await Promise.all([
    import('../report/html.js'),
    import('./report-assets.js'),
  ]);
  return renderHtml(result, readReportAssets());
}

/**
 * Checks the output options before any work is done.
 * @throws InputError for an ending that is not known, or a file that is read too.
 */
export function checkOutputs(args: OutputArgs, inputs: readonly string[]): void {
  const { output, html, outcomes, junit } = args;
  if (output !== undefined && WRITERS[extname(output)] === undefined) {
    throw new InputError(`a Result is written as ${Object.keys(WRITERS).join(', ')}`, {
      location: { file: output },
    });
  }
  if (html !== undefined) checkReportFile(html);
  if (outcomes !== undefined) checkOutcomesFile(outcomes);
  for (const file of [output, html, outcomes, junit]) {
    if (file !== undefined) checkNotRead(file, inputs);
  }
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
  if (args.output !== undefined) {
    await write(args.output, await WRITERS[extname(args.output)]!(result));
  }
  if (args.html !== undefined) await write(args.html, await renderPage(result));
  if (args.junit !== undefined) await write(args.junit, renderJunit(result));
  if (args.outcomes !== undefined) written.push(...(await writeOutcomes(args.outcomes, runs)));
  if (args.json) shell.out(renderJson(result));
  else if (!args.quiet) shell.out(renderText(result, shell.colors));
  if (args.quiet) return;
  for (const file of written) shell.err(`wrote ${file}\n`);
}
