import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../src/result/result.js';
import { medianSeconds, type Row } from './measure.js';
import { writeTrace } from './reading.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = join(ROOT, 'dist/cli/main.js');
const MILLION = 1_000_000;

/** Counts the rows of a file, on as many threads as DuckDB takes. */
const COUNT = `
import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const result = await connection.run("SELECT count(*) FROM read_csv('" + process.argv[1] + "')");
console.log(String((await result.getRows())[0][0]));`;

/**
 * From a CSV file to the verdict on two tiers, as a person runs it, against DuckDB that only counts the file's rows:
 * both as processes of their own, from start to end, in turns.
 */
export async function endToEndRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quotasim-bench-'));
  try {
    const rows: Row[] = [];
    for (const millions of [1, 3, 10]) {
      const file = await writeTrace(join(folder, `${millions}.csv`), millions * MILLION);
      expectSame(compare(file), count(file));
      const [ours, theirs] = medianSeconds(
        () => compare(file),
        () => count(file),
      );
      rows.push({
        what: `CSV of ${millions} million rows to the verdict on two tiers, process start included (${ours!.toFixed(1)} s), its time`,
        against: 'DuckDB counting the rows with read_csv',
        ratio: ours! / theirs!,
        bound: { kind: 'at most', ratio: 2.5 },
      });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(file: string): number {
  const result = JSON.parse(node([PROGRAM, 'compare', file, '--json'])) as Result;
  return result.trace.requests;
}

function count(file: string): number {
  return Number(node(['--input-type=module', '-e', COUNT, file]));
}

function node(words: readonly string[]): string {
  return execFileSync(process.execPath, words, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
}

/** @throws Error if the two saw other numbers of rows. */
function expectSame(ours: number, theirs: number): void {
  if (ours !== theirs) throw new Error(`${ours} requests, but ${theirs} rows`);
}
