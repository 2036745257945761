import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import seedrandom from 'seedrandom';
import { randomAccess } from '../../src/cli/files.js';
import { formatTimestamp, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { benchModel } from './bench-model.js';
import type { Row } from './measure.js';
import {
  chunksOf,
  withCsvParse,
  withDuckDb,
  withJsonParse,
  type ColumnReader,
} from './reading-peers.js';

const START = 1_772_445_600 * SECOND;
const USERS = 10_000;
const MILLION = 1_000_000;
const RUNS = 5;
const CATEGORIES = ['ads_read', 'ads_write', 'org_read', 'org_write'];

const model = benchModel(CATEGORIES);

/**
 * Reading to columns, against other ways to the same columns, which are checked to be equal, and as the trace grows.
 * All read the same file, in one process, in turns. Rows are of about 55 bytes
 * as CSV, of 10,000 users by Zipf's law in four apps; a hundredth of them has a quoted cell, a ten-thousandth
 * one with quotes within.
 */
export async function readingRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quotasim-bench-'));
  try {
    const files = (extension: string) => (millions: number) =>
      writeTrace(join(folder, `${millions}.${extension}`), millions * MILLION);
    return [
      ...(await rowsOf('CSV', files('csv'), [
        ['csv-parse into the same columns', withCsvParse(model), 5],
        ['DuckDB read_csv, one thread, into the same columns', withDuckDb(model), 2.5],
      ])),
      ...(await rowsOf('JSONL', files('jsonl'), [
        ['JSON.parse a line into the same columns', withJsonParse(model), 4],
      ])),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rowsOf(
  format: string,
  fileOf: (millions: number) => Promise<string>,
  peers: readonly (readonly [against: string, reader: ColumnReader, ratio: number])[],
): Promise<Row[]> {
  const file = await fileOf(1);
  const answer = await ours(file);
  for (const [against, reader] of peers) expectSame(answer, await reader(file), against);
  const readers = [ours, ...peers.map(([, reader]) => reader)];
  const [own, ...theirs] = await medianTimes(...readers.map((reader) => () => reader(file)));
  const rows = peers.map(([against, , ratio], i): Row => ({
    what: `${format} to columns, a million rows (${(1 / own!).toFixed(1)} million a second)`,
    against,
    ratio: theirs[i]! / own!,
    bound: { kind: 'at least', ratio },
  }));
  for (const millions of [3, 10]) {
    const larger = await fileOf(millions);
    const [long, short] = await medianTimes(
      () => ours(larger),
      () => ours(file),
    );
    rows.push({
      what: `${format} to columns, ${millions} million rows, time a row`,
      against: 'a million rows',
      ratio: long! / millions / short!,
      bound: { kind: 'at most', ratio: 1.5 },
    });
  }
  return rows;
}

/** Writes a trace; the same rows whatever the format. */
export async function writeTrace(file: string, rows: number): Promise<string> {
  const random = seedrandom('reading');
  const isCsv = file.endsWith('.csv');
  const out = createWriteStream(file);
  let text = isCsv ? 'timestamp,app,user,category\n' : '';
  let time = START;
  for (let i = 0; i < rows; i++) {
    time += Math.floor(random() * 20_000);
    const rank = Math.floor(USERS ** random());
    const name = `user${rank}`;
    const user = i % 10_000 === 7 ? `${name} "x"` : name;
    const app = `app${rank % 4}`;
    const category = CATEGORIES[Math.floor(random() * CATEGORIES.length)]!;
    if (isCsv) {
      const cell = i % 100 === 7 ? `"${user.replaceAll('"', '""')}"` : user;
      text += `${formatTimestamp(time)},${app},${cell},${category}\n`;
    } else {
      text += `${JSON.stringify({ timestamp: formatTimestamp(time), app, user, category })}\n`;
    }
    if (text.length > 1 << 20 || i === rows - 1) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end();
  await once(out, 'finish');
  return file;
}

/** Reads a file as the command does, which gives its size, too. */
async function ours(name: string): Promise<Columns> {
  const options = { model, map: new Map(), onError: 'stop', allowUnmapped: false } as const;
  const file = randomAccess(name, statSync(name).size);
  return (await readTrace([{ name, chunks: chunksOf(name), file }], options)).columns;
}

/** As `medianSeconds` does, for work that waits. */
export async function medianTimes(
  ...works: readonly (() => Promise<unknown>)[]
): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let run = 0; run <= RUNS; run++) {
    for (const [i, work] of works.entries()) {
      globalThis.gc?.();
      const start = performance.now();
      await work();
      if (run > 0) times[i]!.push((performance.now() - start) / 1000);
    }
  }
  return times.map((own) => own.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)]!);
}

/** Compares columns and the tables of names. */
export function expectSame(ours: Columns, theirs: Columns, reader: string): void {
  for (const name of ['timestamp', 'app', 'user', 'adAccount', 'category', 'flags'] as const) {
    const differs = ours[name].findIndex((value, i) => value !== theirs[name][i]);
    if (ours.length !== theirs.length || differs !== -1) {
      throw new Error(`${reader}: row ${differs} of ${name} differs`);
    }
  }
  if (!isDeepStrictEqual(ours.names, theirs.names)) throw new Error(`${reader}: names differ`);
}
