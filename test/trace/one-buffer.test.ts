import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { gunzip } from '../../src/cli/gunzip.js';
import { parseColumnMap } from '../../src/trace/column-map.js';
import { readTrace } from '../../src/trace/read-trace.js';
import type { Trace } from '../../src/trace/trace.js';
import { inOneBuffer } from './one-buffer.js';
import { gzip, inPieces, TEXT, ZSTD, ZSTD_BARE } from './packing/packed.js';
import { MODEL } from './reading.js';

const TIMES = Array.from({ length: 60 }, (_, i) => `10:${String(i).padStart(2, '0')}:00`);
const objects = TIMES.map((time, i) => ({
  timestamp: `2026-03-02T${time}Z`,
  category: 'org_read',
  user: `ann "${i}"`,
}));
const log = TIMES.map(
  (time, i) => `10.0.0.${i} - - [02/Mar/2026:${time} +0000] "GET /v5/pins HTTP/1.1" 200 5 "-" "a"`,
);
const w3c = TIMES.map((time, i) => `2026-03-02 ${time} GET /v5/pins 10.0.0.${i} 200`);
const entries = objects.map(({ timestamp }, i) => ({
  startedDateTime: timestamp,
  request: { method: 'GET', url: `https://api.acme.com/v5/pins?page=${i}`, headers: [] },
  response: { status: 200, headers: [{ name: 'ratelimit-remaining', value: String(i) }] },
}));
const interactions = objects.map(
  ({ timestamp }, i) =>
    `- request:\n    method: GET\n    uri: https://api.acme.com/v5/pins?page=${i}\n` +
    `  response:\n    status: {code: 200}\n  recorded_at: ${timestamp}\n`,
);
const arrow = (format: 'file' | 'stream'): Uint8Array =>
  tableToIPC(
    tableFromArrays({
      timestamp: objects.map(({ timestamp }) => timestamp),
      category: objects.map(({ category }) => category),
      user: objects.map(({ user }) => user),
    }),
    format,
  );
const lines = (texts: readonly string[]): string => `${texts.join('\n')}\n`;
const jsonl = lines(objects.map((object) => JSON.stringify(object)));
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

const read = (name: string, chunks: AsyncIterable<Uint8Array>, byZlib: boolean): Promise<Trace> =>
  readTrace([{ name, chunks }], {
    model: MODEL,
    map: parseColumnMap([]),
    onError: 'stop',
    allowUnmapped: false,
    ...(byZlib && { gunzip }),
  });

test.each([
  ['a.csv', encoded(TEXT)],
  ['a.csv', encoded(TEXT.replaceAll('user-3', '"user\n3"'))],
  ['a.jsonl', encoded(jsonl)],
  ['access.log', encoded(lines(log))],
  ['w3c.log', encoded(`#Fields: date time cs-method cs-uri-stem c-ip sc-status\n${lines(w3c)}`)],
  ['a.har', encoded(JSON.stringify({ log: { version: '1.2', entries } }))],
  ['a.yaml', encoded(`interactions:\n${interactions.join('')}`)],
  ['a.arrow', arrow('file')],
  ['a.arrow', arrow('stream')],
  ['a.csv.gz', gzip(TEXT)],
  ['a.jsonl.gz', gzip(jsonl)],
  ['a.csv.zst', ZSTD],
  ['a.csv.zst', ZSTD_BARE],
])('%s reads the same from a source that has one buffer for all', async (name, bytes) => {
  for (const byZlib of [false, true]) {
    const expected = await read(name, inPieces(bytes), byZlib);
    expect(expected.columns.length).toBeGreaterThan(30);
    for (const size of [1, 64, 1000]) {
      expect(await read(name, inOneBuffer(bytes, size), byZlib)).toEqual(expected);
    }
  }
});
