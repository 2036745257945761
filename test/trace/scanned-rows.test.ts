import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.js';
import type { TraceOptions } from '../../src/trace/options.js';
import { readCsv } from '../../src/trace/read-csv.js';
import { readJsonl } from '../../src/trace/read-jsonl.js';
import type { RowSink, TraceReader } from '../../src/trace/row-sink.js';
import type { Trace } from '../../src/trace/trace.js';
import { createTraceBuilder } from '../../src/trace/trace-builder.js';
import { bytesOf, csvFile, jsonlFile, NO_UTF8, options } from './arbitrary-files.js';
import { MODEL } from './reading.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}

interface Outcome {
  readonly result: Trace | string;
  /** Rows that were taken as bytes. */
  readonly scanned: number;
}

/** What comes of files: a trace, or the message of an error. `seesBytes` tells whether the sink takes rows as bytes. */
async function read(
  reader: TraceReader,
  files: readonly string[],
  options: TraceOptions,
  seesBytes: boolean,
  size = Infinity,
): Promise<Outcome> {
  let scanned = 0;
  const builder = createTraceBuilder(options);
  try {
    for (const [i, text] of files.entries()) {
      const { spans, ...textSink } = builder.openFile(`file-${i}`);
      const sink: RowSink = {
        ...textSink,
        spans(places, none) {
          const take = spans!(places, none);
          return (cells) => {
            const isTaken = take(cells);
            if (isTaken) scanned++;
            return isTaken;
          };
        },
      };
      await reader(chunksOf(bytesOf(text), size), seesBytes ? sink : textSink);
    }
    return { result: builder.finish(), scanned };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { result: error.message, scanned };
  }
}

describe.each([
  ['CSV', readCsv, csvFile, 40, 150],
  ['JSON lines', readJsonl, jsonlFile, 60_000, 50],
] as const)('%s', (_, reader, file, largest, numRuns) => {
  test('read from bytes is what its authority reads: columns, errors, lines and warnings', async () => {
    let scanned = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 2 }),
        options,
        fc.integer({ min: 1, max: 300 }),
        async (files, given, size) => {
          const fast = await read(reader, files, given, true, Math.ceil((size / 300) * largest));
          const slow = await read(reader, files, given, false);
          expect(fast.result).toEqual(slow.result);
          scanned += fast.scanned;
        },
      ),
      { seed: 1, numRuns },
    );
    expect(scanned).toBeGreaterThan(500);
  });
});

/** Rows of every kind: plain, quoted, in several lines, broken, blank, of the wrong width, not UTF-8. */
const MIXED = [
  '\uFEFFtimestamp,category,user,cost',
  '2026-03-02T10:00:00Z,org_read,ä,1',
  '"2026-03-02T10:00:00.5Z","org_read","a ""b""",2',
  '2026-03-02T10:00:01Z,org_read,"c\nd",3',
  '',
  `2026-03-02T10:00:02Z,org_read,${NO_UTF8},4`,
  '2026-03-02T10:00:03,org_read,"open,5',
  ...Array.from({ length: 20 }, (_, i) => `2026-03-02T10:00:${10 + i}Z,other,u${i % 3},\r`),
  '2026-03-02T09:00:00Z,org_read',
  '2026-03-02T09:00:00Z, org_read ,日本,x',
  'never,org_read,u,1',
  '2026-03-02T09:00:00Z,org_read,last,7',
].join('\n');

test('chunks may end anywhere', async () => {
  const given: TraceOptions = {
    model: MODEL,
    map: new Map(),
    onError: 'skip',
    allowUnmapped: false,
  };
  const slow = await read(readCsv, [MIXED], given, false);
  expect(slow.result).toMatchObject({ skipped: { rows: 4 }, outOfOrder: 1 });
  const size = bytesOf(MIXED).length;
  for (let chunk = 1; chunk <= size; chunk++) {
    const fast = await read(readCsv, [MIXED], given, true, chunk);
    expect(fast.result).toEqual(slow.result);
  }
});
