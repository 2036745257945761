import { describe, expect, test } from 'vitest';
import { gunzip } from '../../../src/cli/gunzip.js';
import { parseColumnMap } from '../../../src/trace/column-map.js';
import { readTrace, type ReadTraceOptions } from '../../../src/trace/read-trace.js';
import type { Trace } from '../../../src/trace/trace.js';
import {
  concat,
  GZIP,
  GZIP_EMPTY,
  gzip,
  inPieces,
  skippable,
  TEXT,
  ZSTD,
  ZSTD_BARE,
} from './packed.js';
import { inputErrorOf, MODEL, readFiles } from '../reading.js';

const OPTIONS: ReadTraceOptions = {
  model: MODEL,
  map: parseColumnMap([]),
  onError: 'stop',
  allowUnmapped: false,
};

const read = (
  name: string,
  bytes: Uint8Array,
  options: Partial<ReadTraceOptions> = {},
  size?: number,
): Promise<Trace> =>
  readTrace([{ name, chunks: inPieces(bytes, size) }], { ...OPTIONS, ...options });

describe('a compressed file is read as the file in it', () => {
  test.each([
    ['gzip', GZIP],
    ['zstd', ZSTD],
    ['zstd behind a skippable frame', concat(skippable(4), ZSTD_BARE)],
    ['gzip with empty members', concat(GZIP_EMPTY, GZIP, GZIP_EMPTY)],
  ])('%s, by the platform and by node:zlib, in pieces of any size', async (_, bytes) => {
    const expected = await readFiles({ 'a.csv': TEXT });
    for (const size of [Infinity, 1, 3, 50]) {
      expect(await read('a.csv', bytes, {}, size)).toEqual(expected);
      expect(await read('a.csv', bytes, { gunzip }, size)).toEqual(expected);
    }
  });

  test('told by its content, whatever its name', async () => {
    for (const name of [
      'a',
      'a.csv.gz',
      'a.csv.1.gz',
      'a.CSV.ZST',
      'standard input',
      'a.jsonl.bak',
    ]) {
      expect((await read(name, GZIP)).columns.length).toBe(40);
    }
    const object = '{"timestamp":"2026-01-01T00:00:00Z","category":"org_read"}\n';
    for (const name of ['a', 'a.jsonl.gz', 'a.jsonl.3.gz', 'a.jsonl-20260302.zst']) {
      expect((await read(name, gzip(object))).columns.length).toBe(1);
    }
  });

  test('also where a name says so that is wrong', async () => {
    const bytes = new TextEncoder().encode(TEXT);
    expect((await read('a.csv.gz', bytes)).columns.length).toBe(40);
  });

  test('two texts that are members of one file are one text', async () => {
    const rows = TEXT.slice(TEXT.indexOf('\n') + 1);
    const trace = await read('a.csv.gz', concat(GZIP, gzip(rows)));
    expect(trace.columns.length).toBe(80);
  });
});

describe('a damaged file is an error that counts the good rows, under --on-error skip too', () => {
  const rowsIn = (text: string): number => Math.max(0, text.split('\n').length - 2);
  const advice = (packing: string): string =>
    `\nFetch it anew, or read what there is: ${packing} -dc FILE | quotasim … - --on-error skip`;

  test('gzip, wherever it is cut', async () => {
    let most = 0;
    for (let length = 2; length < GZIP.length; length++) {
      for (const onError of ['stop', 'skip'] as const) {
        const reading = read('a.csv.gz', GZIP.subarray(0, length), { gunzip, onError }, 64);
        const message = await inputErrorOf(reading);
        const rows = Number(/; (\d+) good rows? comes? before that/.exec(message)![1]);
        expect(message).toBe(
          'a.csv.gz: the file is cut short: its gzip data ends too early; ' +
            `${rows} good ${rows === 1 ? 'row comes' : 'rows come'} before that${advice('gzip')}`,
        );
        expect(rows).toBeGreaterThanOrEqual(most);
        most = rows;
      }
    }
    expect(most).toBe(rowsIn(TEXT));
  });

  test('a row that is cut within is not counted', async () => {
    const text =
      'timestamp,category,user\n2026-01-01T00:00:00Z,org_read,ann\n2026-01-01T00:00:01Z,org_read,annabel';
    const bytes = gzip(text);
    const message = await inputErrorOf(
      read('a.csv', bytes.subarray(0, bytes.length - 8), { gunzip }),
    );
    expect(message).toMatch(/; 1 good row comes before that/);
  });

  test('JSON lines whose header is not yet known', async () => {
    const object = '{"timestamp":"2026-01-01T00:00:00Z","category":"org_read"}\n';
    const bytes = gzip(object.repeat(3));
    const message = await inputErrorOf(
      read('a.jsonl', bytes.subarray(0, bytes.length - 8), { gunzip }),
    );
    expect(message).toMatch(/; 3 good rows come before that/);
  });

  test('of several, the one that is cut', async () => {
    const sources = [
      { name: 'a.csv.gz', chunks: inPieces(GZIP) },
      { name: 'b.csv.gz', chunks: inPieces(concat(GZIP, GZIP.subarray(0, 30))) },
    ];
    const message = await inputErrorOf(readTrace(sources, { ...OPTIONS, gunzip }));
    expect(message).toMatch(/^b\.csv\.gz: the file is cut short: .*; 40 good rows come before/);
  });

  test('gzip whose checksum is wrong', async () => {
    const bytes = GZIP.slice();
    bytes[bytes.length - 6]! ^= 1;
    expect(await inputErrorOf(read('a.csv', bytes, { gunzip }))).toBe(
      'a.csv: the file is damaged: its gzip data is broken (incorrect data check); ' +
        `40 good rows come before that${advice('gzip')}`,
    );
  });

  test('gzip whose header is wrong', async () => {
    const bytes = GZIP.slice();
    bytes[2] = 7;
    expect(await inputErrorOf(read('a.csv', bytes, { gunzip }))).toBe(
      'a.csv: the file is damaged: its gzip data is broken (unknown compression method); ' +
        `0 good rows come before that${advice('gzip')}`,
    );
  });

  test('gzip with something else behind its last member, wherever a piece ends', async () => {
    const rows = TEXT.slice(TEXT.indexOf('\n') + 1);
    const bytes = concat(GZIP, gzip(rows), new TextEncoder().encode('<html>'));
    for (const size of [Infinity, 1, GZIP.length - 1, GZIP.length, bytes.length - 6]) {
      expect(await inputErrorOf(read('a.csv', bytes, { gunzip }, size))).toBe(
        'a.csv: the file is damaged: its gzip data is broken (what follows its last member is no gzip); ' +
          `80 good rows come before that${advice('gzip')}`,
      );
    }
  });

  test('a HAR in one line, by its whole entries', async () => {
    const entry = {
      startedDateTime: '2026-03-02T10:00:00Z',
      request: { method: 'GET', url: 'https://a.com/v5/pins' },
      response: { status: 200 },
    };
    const comment = Array.from({ length: 40 }, (_, i) => (i * 7919) % 997).join('');
    const text = JSON.stringify({ log: { entries: [entry, entry, { comment }] } });
    const cut = text.slice(0, -20);
    for (const mark of ['', '\ufeff']) {
      const bytes = gzip(mark + cut);
      for (const lost of [8, 12]) {
        const message = await inputErrorOf(
          read('a.har.gz', bytes.subarray(0, bytes.length - lost), { gunzip }),
        );
        expect(message).toMatch(/ends too early; 2 good rows come before that/);
      }
    }
  });

  test('gzip by what the platform has', async () => {
    expect(await inputErrorOf(read('a.csv', GZIP.subarray(0, 100)))).toMatch(
      /^a\.csv: the file is cut short: its gzip data ends too early; /,
    );
  });

  test('zstd', async () => {
    const bytes = concat(ZSTD, ZSTD.subarray(0, 50));
    expect(await inputErrorOf(read('a.csv', bytes))).toBe(
      `a.csv: the file is cut short: its zstd data ends too early; 40 good rows come before that${advice('zstd')}`,
    );
  });
});

describe('a bomb', () => {
  /** Members that unpack to a thousand times as much, one behind the other without an end. */
  async function* bomb(text: string, unpacked: { bytes: number }): AsyncGenerator<Uint8Array> {
    const member = gzip(text);
    for (;;) {
      unpacked.bytes += text.length;
      yield member;
      await Promise.resolve();
    }
  }

  test.each([
    ['nought.csv.gz', ' '],
    ['x.csv.gz', 'x'],
    ['x.jsonl.gz', '{'],
  ])('of one line is refused before it fills the memory: %s', async (name, letter) => {
    const unpacked = { bytes: 0 };
    const chunks = bomb(letter.repeat(1 << 22), unpacked);
    const reading = readTrace([{ name, chunks }], { ...OPTIONS, gunzip });
    expect(await inputErrorOf(reading)).toBe(
      `${name}: a line of more than 64 MiB; expected lines, one a request`,
    );
    expect(unpacked.bytes).toBeLessThan(2 ** 27);
  });

  test('within a HAR is passed by', async () => {
    const text = `{"log":{"entries":[{"startedDateTime":"2026-03-02T10:00:00Z","request":{"method":"GET","url":"https://a.com/v5/pins"},"response":{"content":{"text":"${'x'.repeat(1 << 23)}"}}}]}}`;
    expect((await read('a.har.gz', gzip(text), { gunzip })).columns.length).toBe(1);
  });
});

describe('compression is refused', () => {
  test('that was done twice', async () => {
    const twice = gzip('x'.repeat(10));
    const { gzipSync } = await import('node:zlib');
    expect(await inputErrorOf(read('a.csv.gz', Uint8Array.from(gzipSync(twice))))).toBe(
      'a.csv.gz: not a text file; it is compressed twice (gzip): unpack it once, as in gzip -dc FILE | quotasim … -',
    );
  });

  test('of nothing', async () => {
    expect(await inputErrorOf(read('standard input', GZIP_EMPTY))).toBe(
      'standard input: no requests (an empty file)',
    );
  });

  test('that needs too much memory, with the file named', async () => {
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 31 << 3, 1, 0, 0]);
    expect(await inputErrorOf(read('a.csv', frame))).toMatch(
      /^a\.csv: its zstd data needs a window/,
    );
  });
});

test('what goes wrong with the source is told as it is', async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield GZIP.subarray(0, 20);
    await Promise.resolve();
    throw new Error('the disk is gone');
  }
  for (const options of [{}, { gunzip }]) {
    const reading = readTrace([{ name: 'a.csv', chunks: chunks() }], { ...OPTIONS, ...options });
    await expect(reading).rejects.toThrow('the disk is gone');
  }
});
