import { InputError } from '../../src/errors.js';
import { parseModel } from '../../src/model/parse-model.js';
import { categoryTable, FLAG_CONVERSION, FLAG_TEST } from '../../src/trace/columns.js';
import { parseColumnMap } from '../../src/trace/column-map.js';
import { readTrace, type ReadTraceOptions } from '../../src/trace/read-trace.js';
import type { RowSink, TraceReader } from '../../src/trace/row-sink.js';
import type { Trace } from '../../src/trace/trace.js';
import { acme } from '../model/small-model.js';

/** Four categories under /v5, and an operation whose category has no limit and so no name in the model. */
export const MODEL = parseModel(
  acme({
    base_path: '/v5',
    operations: 'operations.json',
    categories: { org_read: 'R', org_write: 'W', ads_read: 'A', events: 'E' },
  }),
  {
    file: 'model.yaml',
    operations: [
      { method: 'GET', path: '/pins', category: 'org_read' },
      { method: 'GET', path: '/pins/{pin_id}', category: 'org_read' },
      { method: 'POST', path: '/pins', category: 'org_write' },
      { method: 'GET', path: '/ad_accounts/{ad_account_id}/ads', category: 'ads_read' },
      { method: 'POST', path: '/ad_accounts/{ad_account_id}/events', category: 'events' },
      { method: 'GET', path: '/odd', category: 'unlisted' },
    ],
  },
);

/** A source of bytes: the text whole, or in pieces of `size` bytes. */
export async function* chunksOf(text: string, size = Infinity): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, Math.min(at + size, bytes.length));
  }
  await Promise.resolve();
}

/** Options of `readTrace`, of which tests give those that matter to them; `map` as it is typed. */
export type Options = Partial<Omit<ReadTraceOptions, 'map'>> & { readonly map?: string };

/** Reads texts as files, by name. */
export function readFiles(files: Record<string, string>, options: Options = {}): Promise<Trace> {
  const sources = Object.entries(files).map(([name, text]) => ({ name, chunks: chunksOf(text) }));
  return readTrace(sources, { ...defaults, ...options, map: mapOf(options) });
}

const defaults = { model: MODEL, onError: 'stop', allowUnmapped: false } as const;

function mapOf({ map }: Options): ReadTraceOptions['map'] {
  return parseColumnMap(map === undefined ? [] : [map]);
}

/** Reads lines as one CSV file. */
export function readLines(lines: readonly string[], options: Options = {}): Promise<Trace> {
  return readFiles({ 'a.csv': `${lines.join('\n')}\n` }, options);
}

/** Reads objects as one file of JSON lines. */
export function readObjects(objects: readonly object[], options: Options = {}): Promise<Trace> {
  const text = objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  return readFiles({ 'a.jsonl': text }, options);
}

/** The message of the InputError that a reading ends in. */
export async function inputErrorOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('expected an InputError, and nothing was thrown');
}

/** A request of a trace with its names spelled out. */
export interface SpelledRequest {
  readonly timestamp: number;
  readonly category: string;
  readonly app: string;
  readonly user: string;
  readonly adAccount: string;
  readonly isTest: boolean;
  readonly token: string;
  readonly cost: number;
  readonly status: number;
  readonly rateLimitHeaders: readonly string[];
}

/** The requests of a trace, in trace order. */
export function requestsOf({ columns }: Trace): SpelledRequest[] {
  const { names, rateLimitHeaders: headers } = columns;
  const header = (column: Uint32Array | undefined, seq: number): string =>
    headers?.texts[column?.[seq] ?? 0] ?? '';
  return Array.from({ length: columns.length }, (_, seq) => ({
    timestamp: columns.timestamp[seq]!,
    category: categoryTable(MODEL)[columns.category[seq]!]!,
    app: names.apps[columns.app[seq]!]!,
    user: names.users[columns.user[seq]!]!.name,
    adAccount: names.adAccounts[columns.adAccount[seq]!]!.name,
    isTest: (columns.flags[seq]! & FLAG_TEST) !== 0,
    token: (columns.flags[seq]! & FLAG_CONVERSION) === 0 ? 'oauth' : 'conversion',
    cost: columns.cost?.[seq] ?? 1,
    status: columns.status?.[seq] ?? 0,
    rateLimitHeaders: [headers?.limit, headers?.remaining, headers?.reset].map((column) =>
      header(column, seq),
    ),
  }));
}

/**
 * What a reader told its sink, in order, a line each: `HEADER`, `ROW` or `BAD`, the line, and what was said. The
 * sink takes text alone, so that every row goes through the authority on its format.
 */
export async function toldBy(
  reader: TraceReader,
  text: string,
  wanted: readonly (string | undefined)[] = ['a', 'b'],
  size?: number,
): Promise<string[]> {
  const told: string[] = [];
  const sink: RowSink = {
    wanted,
    header: (names, line) => told.push(`HEADER ${line} ${JSON.stringify(names)}`),
    row: (cells, line) => {
      told.push(`ROW ${line} ${JSON.stringify(cells.map((cell) => cell ?? null))}`);
    },
    bad: (reason, found, line) => told.push(`BAD ${line} ${reason}: ${found}`),
  };
  await reader(chunksOf(text, size), sink);
  return told;
}
