import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import seedrandom from 'seedrandom';
import type { Columns } from '../../src/trace/columns.js';
import { MONTHS } from '../../src/time.js';
import { readTrace } from '../../src/trace/read-trace.js';
import { benchModel } from './bench-model.js';
import { withRegExp, type LogColumns } from './access-log-peer.js';
import type { Row } from './measure.js';
import { medianTimes } from './reading.js';
import { chunksOf } from './reading-peers.js';

const START = Date.UTC(2026, 2, 2, 10);
const CLIENTS = 10_000;
const IDS = 5_000;
const MILLION = 1_000_000;

const OPERATIONS = [
  { method: 'GET', path: '/pins', category: 'org_read' },
  { method: 'GET', path: '/pins/{pin_id}', category: 'org_read' },
  { method: 'POST', path: '/pins', category: 'org_write' },
  { method: 'GET', path: '/boards/{board_id}', category: 'org_read' },
  { method: 'GET', path: '/ad_accounts/{ad_account_id}/ads', category: 'ads_read' },
  { method: 'PATCH', path: '/ad_accounts/{ad_account_id}/ads', category: 'ads_write' },
];
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.3 Safari/605.1.15',
  'python-requests/2.31.0',
  'okhttp/4.12.0',
];
const STATUSES = [...Array<number>(50).fill(200), 201, 304, 404, 429, 499];

const model = benchModel([...new Set(OPERATIONS.map(({ category }) => category))], {
  basePath: '/v5',
  operations: OPERATIONS,
});

/**
 * Reading an access log to columns, against one regular expression a line, and as the log grows. Lines of the
 * Combined Log Format, about 190 bytes each: 10,000 clients and 5,000 ids by Zipf's law, a third of the clients say
 * who they are, a third of the requests has a query string; a thousandth of the lines has escapes, and one no request.
 */
export async function accessLogRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quotasim-bench-'));
  try {
    const [one, three] = await Promise.all(
      [1, 3].map((millions) => writeLog(join(folder, `${millions}.log`), millions * MILLION)),
    );
    expectSame(await ours(one!), await withRegExp(one!, MILLION, model));
    const [own, peer, long] = await medianTimes(
      () => ours(one!),
      () => withRegExp(one!, MILLION, model),
      () => ours(three!),
    );
    return [
      {
        what: `access log to columns, a million lines (${(1 / own!).toFixed(1)} million a second)`,
        against: 'one regular expression a line into the same columns',
        ratio: peer! / own!,
        bound: { kind: 'at least', ratio: 3 },
      },
      {
        what: 'access log to columns, 3 million lines, time a line',
        against: 'a million lines',
        ratio: long! / 3 / own!,
        bound: { kind: 'at most', ratio: 1.5 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes a log. */
async function writeLog(file: string, lines: number): Promise<string> {
  const random = seedrandom('access-log');
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const out = createWriteStream(file);
  let text = '';
  let time = START;
  for (let i = 0; i < lines; i++) {
    time += Math.floor(random() * 20);
    const rank = Math.floor(CLIENTS ** random());
    const { method, path } = oneOf(OPERATIONS);
    const target = `/v5${path.replace(/\{\w+\}/, String(549_755_000_000 + Math.floor(IDS ** random())))}`;
    const query = random() < 1 / 3 ? `?page_size=${25 * Math.ceil(random() * 10)}` : '';
    const escapes = random() < 0.001 ? '?q=\\x22' : query;
    const request = random() < 0.001 ? '-' : `${method} ${target}${escapes} HTTP/1.1`;
    const user = rank % 3 === 0 ? `user${rank}` : '-';
    text +=
      `10.${rank >> 8}.${rank & 255}.7 - ${user} [${clfTime(time)}] "${request}" ${oneOf(STATUSES)} ` +
      `${Math.floor(random() * 9000)} "https://www.example.com/" "${oneOf(AGENTS)}"\n`;
    if (text.length > 1 << 20 || i === lines - 1) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end();
  await once(out, 'finish');
  return file;
}

function clfTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1]!;
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}

async function ours(file: string): Promise<Columns> {
  const options = { model, map: new Map(), onError: 'stop', allowUnmapped: false } as const;
  return (await readTrace([{ name: file, chunks: chunksOf(file) }], options)).columns;
}

function expectSame(a: Columns, b: LogColumns): void {
  for (const name of ['timestamp', 'user', 'category', 'adAccount', 'status'] as const) {
    const differs = a[name]!.findIndex((value, i) => value !== b[name][i]);
    if (a.length !== b.length || differs !== -1) {
      throw new Error(`one regular expression a line: row ${differs} of ${name} differs`);
    }
  }
}
