import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import seedrandom from 'seedrandom';
import type { RateModel } from '../../src/model/rate-model.js';
import { formatTimestamp, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { readTrace } from '../../src/trace/read-trace.js';
import type { Row } from './measure.js';
import {
  CATEGORIES,
  chunksOf,
  withCsvParse,
  withDuckDb,
  withJsonParse,
  type PeerColumns,
  type PeerReader,
} from './reading-peers.js';

const START = 1_772_445_600 * SECOND;
const USERS = 10_000;
const MILLION = 1_000_000;
const RUNS = 5;

const model: RateModel = {
  name: 'bench',
  title: 'Benchmark',
  basePath: '',
  algorithm: 'fixed-window',
  denied: 'free',
  categories: CATEGORIES.map((name) => ({ name, description: '' })),
  operations: [],
  exemptions: [],
  tiers: [],
  assumptions: [],
};

/**
 * Reading to columns, against other ways to the same columns, and as the trace grows. Rows are of about 55 bytes
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
        ['csv-parse into the same columns', withCsvParse, 5],
        ['DuckDB read_csv, one thread, into the same columns', withDuckDb, 2.5],
      ])),
      ...(await rowsOf('JSONL', files('jsonl'), [
        ['JSON.parse a line into the same columns', withJsonParse, 4],
      ])),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rowsOf(
  format: string,
  fileOf: (millions: number) => Promise<string>,
  peers: readonly (readonly [against: string, reader: PeerReader, ratio: number])[],
): Promise<Row[]> {
  const file = await fileOf(1);
  const answer = await ours(file);
  for (const [against, reader] of peers) expectSame(answer, await reader(file, MILLION), against);
  const readers = [ours, ...peers.map(([, reader]) => reader)];
  const [own, ...theirs] = await medianTimes(
    ...readers.map((reader) => () => reader(file, MILLION)),
  );
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
async function writeTrace(file: string, rows: number): Promise<string> {
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

async function ours(file: string): Promise<Columns> {
  const options = { model, map: new Map(), onError: 'stop', allowUnmapped: false } as const;
  return (await readTrace([{ name: file, chunks: chunksOf(file) }], options)).columns;
}

/** As `medianSeconds` does, for work that waits. */
async function medianTimes(...works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
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

function expectSame(a: PeerColumns, b: PeerColumns, reader: string): void {
  for (const name of ['timestamp', 'app', 'user', 'category'] as const) {
    const differs = a[name].findIndex((value, i) => value !== b[name][i]);
    if (a.length !== b.length || differs !== -1) {
      throw new Error(`${reader}: row ${differs} of ${name} differs`);
    }
  }
}
