import { describe, expect, test } from 'vitest';
import { parseColumnMap } from '../../src/trace/column-map.js';
import { formats } from '../../src/trace/formats.js';
import { readTrace, type ReadTraceOptions } from '../../src/trace/read-trace.js';
import type { Trace } from '../../src/trace/trace.js';
import { chunksOf, inputErrorOf, MODEL, requestsOf } from './reading.js';

const NAMES = formats.map(({ name }) => name);

const OPTIONS: ReadTraceOptions = {
  model: MODEL,
  map: parseColumnMap([]),
  onError: 'stop',
  allowUnmapped: false,
};

// eslint-disable-next-line @typescript-eslint/require-await -- a source of bytes is asynchronous
async function* bytesOf(bytes: readonly number[]): AsyncGenerator<Uint8Array> {
  yield Uint8Array.from(bytes);
}

const readBytes = (name: string, bytes: readonly number[]): Promise<Trace> =>
  readTrace([{ name, chunks: bytesOf(bytes) }], OPTIONS);
const readText = (
  name: string,
  text: string,
  options: Partial<ReadTraceOptions> = {},
  size?: number,
): Promise<Trace> =>
  readTrace([{ name, chunks: chunksOf(text, size) }], { ...OPTIONS, ...options });

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

describe('NUL bytes in a text', () => {
  const row = '2026-03-02T10:00:00Z,GET,/v5/pins';
  const line = '10.0.0.1 - - [02/Mar/2026:10:00:00 +0000] "GET /v5/pins HTTP/1.1" 200 1';
  const object = '{"timestamp":"2026-03-02T10:00:00Z","category":"org_read"}';
  const hit = '2026-03-02 10:00:00 GET /v5/pins';
  const nul = '\0'.repeat(20);

  test.each([
    ['a.csv', ['timestamp,method,path', row, `20${nul}26`, row, row], 3],
    ['a.log', [line, line.replace('pins', 'pins\0'), line, line], 2],
    ['a.log', [nul.repeat(500) + line, line, line, line], 1],
    ['a.log', [line, line, line, nul], 4],
    ['a.jsonl', [nul + object, object, object, object], 1],
    ['standard input', [nul + object, object, object, object], 1],
    ['a.jsonl', [object, object, object, object + nul], 4],
    ['u_ex.log', ['#Fields: date time cs-method cs-uri-stem', hit, hit, hit, nul], 5],
  ])('make a bad line in %s %#', async (name, lines, bad) => {
    const text = lines.join('\n');
    for (const size of [Infinity, 7]) {
      expect(await inputErrorOf(readText(name, text, {}, size))).toContain(`${name}:${bad}: `);
      const { columns, skipped } = await readText(name, text, { onError: 'skip' }, size);
      expect([columns.length, skipped.rows]).toEqual([3, 1]);
    }
  });
});

describe('a file that is no text is refused', () => {
  test.each([
    [
      'UTF-16',
      [0xff, 0xfe, 0x74, 0],
      'a.csv: not a text file; it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
    ],
    [
      'big-endian UTF-16',
      [0xfe, 0xff, 0, 0x74],
      'a.csv: not a text file; it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
    ],
    [
      'binary',
      [0x7f, ...utf8('ELF'), 2, 1, 1, 0],
      `a.csv: a binary file; expected text in one of the formats ${NAMES.join(', ')}`,
    ],
  ])('%s', async (_, bytes, message) => {
    expect(await inputErrorOf(readBytes('a.csv', bytes))).toBe(message);
  });

  test.each([
    ['UTF-16 without its mark', utf8('ti\0m\0e\0s\0t\0')],
    ['nothing but NUL', [0, 0, 0, 0]],
  ])('%s', async (_, bytes) => {
    expect(await inputErrorOf(readBytes('a.csv', bytes))).toContain('a.csv: a binary file');
  });

  test('also where its bytes come one by one', async () => {
    const oneByOne = [0xff, 0xfe, 0x74, 0].map((byte) => [byte]);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (const bytes of oneByOne) yield* bytesOf(bytes);
    }
    const reading = readTrace([{ name: 'standard input', chunks: chunks() }], OPTIONS);
    expect(await inputErrorOf(reading)).toMatch(/^standard input: not a text file; .*UTF-16/);
  });
});

test('text that is not UTF-8 is warned about, since it merges names', async () => {
  const row = (byte: number): number[] => [...utf8('2026-01-01T00:00:00Z,org_read,M'), byte, 10];
  const bytes = [...utf8('timestamp,category,user\n'), ...row(0xfc), ...row(0xe4)];
  const trace = await readBytes('a.csv', bytes);
  expect(trace.columns.names.users).toHaveLength(1);
  expect(trace.warnings).toEqual([
    '2 rows have text that is not UTF-8: names that differ in it alone count as one. Convert the file ' +
      'first, as in iconv -f ISO-8859-1 -t UTF-8.',
  ]);
});

describe('the format', () => {
  const csv = '\n\ntimestamp;category;user\n2026-01-01T00:00:00Z;org_read;ü\n';
  const jsonl = '{"timestamp":"2026-01-01T00:00:00Z","category":"org_read","user":"ü"}';

  test('of standard input is told by its first line, however small the pieces it comes in', async () => {
    for (const text of [csv, jsonl]) {
      for (const size of [1, 2, 3, 7, 1000]) {
        const trace = await readText('standard input', text, {}, size);
        expect(requestsOf(trace)).toMatchObject([{ category: 'org_read', user: 'ü' }]);
      }
    }
  });

  test('may be given', async () => {
    const oneColumn = 'timestamp\n2026-01-01T00:00:00Z\n';
    const map = parseColumnMap(['category=constant:org_read']);
    const trace = await readText('a.log', oneColumn, { map, format: 'csv' });
    expect(requestsOf(trace)).toMatchObject([{ category: 'org_read' }]);
  });

  test('that cannot be told is asked for', async () => {
    const message = await inputErrorOf(readText('a.log', 'one\ntwo\n'));
    const expected =
      'a.log: the format is not known by the name or the first line; say which it is: --format ';
    expect(message.startsWith(expected + NAMES.join('|'))).toBe(true);
  });

  test('of a JSON array is not taken for another', async () => {
    expect(await inputErrorOf(readText('a.json', ' [{"timestamp":1,"category":"x"}]'))).toBe(
      'a.json: a JSON array; expected one object a line, as jq -c .[] makes of it',
    );
  });

  test('given wrongly is refused', async () => {
    expect(await inputErrorOf(readText('a.csv', 'a,b', { format: 'xml' }))).toBe(
      `a.csv: --format xml: the formats are ${NAMES.join(', ')}`,
    );
  });

  test('of nothing at all cannot be told: there are no requests', async () => {
    expect(await inputErrorOf(readText('standard input', ''))).toBe(
      'standard input: no requests (an empty file)',
    );
  });
});

test('progress tells how many rows were read', async () => {
  const row = '1767225600,org_read,u\n';
  const text = `timestamp,category,user\n${row.repeat(3)}`;
  const seen: number[] = [];
  await readText('a.csv', text, { onProgress: (rows) => seen.push(rows) }, row.length);
  expect(seen.at(-1)).toBe(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
