import { extname } from 'node:path';
import { InputError } from '../errors.js';
import { OUTCOME_COLUMNS, outcomeRows, type OutcomeRow } from '../result/outcome-rows.js';
import type { ScenarioRun } from '../result/summarize.js';
import { writeWhole } from './files.js';

type LineWriter = (row: OutcomeRow) => string;

/** How a row is written, by the file's ending; `header` is the line before the first. */
const WRITERS: Readonly<Record<string, { readonly header: string; readonly line: LineWriter }>> = {
  '.csv': { header: `${OUTCOME_COLUMNS.join(',')}\n`, line: csvLine },
  '.jsonl': { header: '', line: jsonLine },
};

const ROWS_A_CHUNK = 4096;

/** @throws InputError if outcomes cannot be written in the format that the file's ending names. */
export function checkOutcomesFile(file: string): void {
  if (WRITERS[extname(file)] !== undefined) return;
  throw new InputError(`outcomes are written as ${Object.keys(WRITERS).join(' or ')}`, {
    location: { file },
  });
}

/**
 * Writes what became of each request. Of several runs, each has a file of its own, with the tier
 * (and the client's name, if it has one) before the ending.
 * @returns the files written.
 */
export async function writeOutcomes(file: string, runs: readonly ScenarioRun[]): Promise<string[]> {
  const files: string[] = [];
  for (const run of runs) {
    const ending = extname(file);
    const own =
      runs.length === 1 ? file : `${file.slice(0, -ending.length)}.${nameOf(run)}${ending}`;
    await writeWhole(own, chunksOf(run, ending));
    files.push(own);
  }
  return files;
}

function nameOf({ tier, client }: ScenarioRun): string {
  const { client: name } = client.settings;
  return name === undefined ? tier.name : `${tier.name}.${String(name)}`;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a file is written from an async iterable
async function* chunksOf(run: ScenarioRun, ending: string): AsyncGenerator<string> {
  const { header, line } = WRITERS[ending]!;
  let lines = [header];
  for (const row of outcomeRows(run)) {
    lines.push(line(row));
    if (lines.length < ROWS_A_CHUNK) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}

function csvLine(row: OutcomeRow): string {
  return `${row.map(csvCell).join(',')}\n`;
}

function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function jsonLine(row: OutcomeRow): string {
  const members = OUTCOME_COLUMNS.flatMap((name, i) =>
    row[i] === null ? [] : [[name, name === 'delay_ms' ? Number(row[i]) : row[i]]],
  );
  return `${JSON.stringify(Object.fromEntries(members))}\n`;
}
