import { extname } from 'node:path';
import { OUTCOME_COLUMNS, outcomeRows } from '../result/outcome-rows.js';
import type { ScenarioRun } from '../result/summarize.js';
import { writeWhole } from './files.js';
import { rowFormat } from './write-rows.js';

/** @throws InputError if outcomes cannot be written in the format that the file's ending names. */
export function checkOutcomesFile(file: string): void {
  rowFormat(file, 'outcomes');
}

/**
 * Writes what became of each request. Of several runs, each has a file of its own, with the tier
 * (and the client's name, if it has one) before the ending.
 * @returns the files written.
 */
export async function writeOutcomes(file: string, runs: readonly ScenarioRun[]): Promise<string[]> {
  const format = rowFormat(file, 'outcomes');
  const ending = extname(file);
  const files: string[] = [];
  for (const run of runs) {
    const own =
      runs.length === 1 ? file : `${file.slice(0, -ending.length)}.${nameOf(run)}${ending}`;
    await writeWhole(own, format.rows(OUTCOME_COLUMNS, outcomeRows(run)));
    files.push(own);
  }
  return files;
}

function nameOf({ tier, client }: ScenarioRun): string {
  const { client: name } = client.settings;
  return name === undefined ? tier.name : `${tier.name}.${String(name)}`;
}
