import {
  Bool,
  compressionRegistry,
  CompressionType,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Int64,
  List,
  RecordBatchFileWriter,
  Field,
  Table,
  tableToIPC,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import type { Trace } from '../../src/trace/trace.js';
import { inputErrorOf, requestsOf } from '../trace/reading.js';
import { readBytes } from './written-trace.js';

const NOON = Date.UTC(2026, 2, 2, 12);
const CATEGORY = vectorFromArray(['org_read', 'ads_read'], new Dictionary(new Utf8(), new Int32()));

function readArrow(
  columns: Record<string, Vector>,
  map = '',
  format: 'file' | 'stream' = 'file',
): Promise<Trace> {
  return readBytes('a.bin', tableToIPC(new Table(columns), format), map);
}

test.each([
  ['seconds', vectorFromArray([NOON, null], new TimestampSecond('UTC')), 0],
  [
    'milliseconds of a zone',
    vectorFromArray([NOON, null], new TimestampMillisecond('Europe/Berlin')),
    0,
  ],
  ['nanoseconds without a zone', vectorFromArray([NOON, null], new TimestampNanosecond()), 1],
  ['texts', vectorFromArray(['2026-03-02 12:00:00Z', null], new Utf8()), 0],
  ['whole numbers', vectorFromArray([BigInt(NOON), null], new Int64()), 0],
  ['numbers', vectorFromArray([NOON / 1000, NaN], new Float64()), 0],
])('times in %s are read, and a row without one is refused', async (_, ts, unzoned) => {
  for (const format of ['file', 'stream'] as const) {
    const good = await readArrow(
      { ts: ts.slice(0, 1), category: CATEGORY.slice(0, 1) },
      'timestamp=ts',
      format,
    );
    expect(good.columns.timestamp).toEqual(Float64Array.of(NOON * 1000));
    expect(good.unzoned ?? 0).toBe(unzoned);
    expect(
      await inputErrorOf(readArrow({ ts, category: CATEGORY }, 'timestamp=ts', format)),
    ).toContain('a.bin, row 2: no timestamp (ISO 8601, or a number since 1970): the cell is empty');
  }
});

test('cells of all plain types are read from Arrow, those that are null as empty', async () => {
  const trace = await readArrow({
    timestamp: vectorFromArray([NOON, NOON], new DateDay()),
    category: CATEGORY,
    user: vectorFromArray(['é', null], new Utf8()),
    ad_account: vectorFromArray([12345678901234567n, null], new Int64()),
    is_test: vectorFromArray([true, null], new Bool()),
    cost: vectorFromArray([7, null], new Int32()),
    status: vectorFromArray([429, NaN], new Float64()),
  });
  const [first, second] = requestsOf(trace);
  expect(first).toMatchObject({
    timestamp: Date.UTC(2026, 2, 2) * 1000,
    category: 'org_read',
    user: 'é',
  });
  expect(first).toMatchObject({
    adAccount: '12345678901234567',
    isTest: true,
    cost: 7,
    status: 429,
  });
  expect(second).toMatchObject({ category: 'ads_read', user: 'default', adAccount: 'default' });
  expect(second).toMatchObject({ isTest: false, cost: 1, status: 0 });
});

test('record batches with dictionaries of their own are read from a stream', async () => {
  const part = (category: string): Table =>
    new Table({
      timestamp: vectorFromArray([NOON], new TimestampMillisecond('UTC')),
      category: vectorFromArray([category], new Dictionary(new Utf8(), new Int32())),
    });
  const trace = await readBytes(
    'a',
    tableToIPC(part('org_read').concat(part('ads_read')), 'stream'),
  );
  expect(requestsOf(trace).map(({ category }) => category)).toEqual(['org_read', 'ads_read']);
});

test('an Arrow column of another type is refused if it is wanted, and else passed over', async () => {
  const list = vectorFromArray([[1]], new List(new Field('item', new Int32())));
  const columns = {
    timestamp: vectorFromArray([NOON], new TimestampMillisecond('UTC')),
    category: CATEGORY.slice(0, 1),
  };
  expect((await readArrow({ ...columns, other: list })).columns.length).toBe(1);
  expect(await inputErrorOf(readArrow({ ...columns, user: list }))).toBe(
    'a.bin: the column "user" is of Arrow\'s type List; expected texts, numbers, truth values or times',
  );
});

test('Arrow and Parquet files that are cut short are refused', async () => {
  const arrow = tableToIPC(
    new Table({
      timestamp: vectorFromArray([BigInt(NOON)], new Int64()),
      category: CATEGORY.slice(0, 1),
    }),
    'file',
  );
  const parquet = new Uint8Array(parquetOf([{ name: 'timestamp', data: [1], type: 'INT32' }]));
  for (let length = 8; length < arrow.length; length += 97) {
    expect(await inputErrorOf(readBytes('a', arrow.subarray(0, length)))).toBe(
      'a: an Arrow file that is cut short: its end is missing',
    );
  }
  for (let length = 4; length < parquet.length; length += 17) {
    expect(await inputErrorOf(readBytes('a', parquet.subarray(0, length)))).toMatch(
      /^a: not readable as Parquet: /,
    );
  }
});

test.each([
  ['of four bytes', 'PAR1', '4 bytes'],
  ['of no byte', '', '0 bytes'],
  ['that is text', 'timestamp,category\n', 'another beginning'],
  ['that is cut short', 'PAR1 and half of it', 'another end: it may be cut short'],
])('a Parquet file %s is none', async (_, text, found) => {
  expect(await inputErrorOf(readBytes('a.parquet', new TextEncoder().encode(text)))).toBe(
    'a.parquet: not readable as Parquet: a Parquet file begins and ends with PAR1, and has at least 12 bytes; ' +
      `found ${found}`,
  );
});

test('an Arrow file with compressed columns is refused, with what to do', async () => {
  // An encoder alone, of no real compression: what reads has none to undo it.
  const encode = (bytes: Uint8Array): Uint8Array =>
    Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0, ...bytes);
  compressionRegistry.set(CompressionType.ZSTD, { encode });
  const writer = new RecordBatchFileWriter({ compressionType: CompressionType.ZSTD });
  const table = new Table({
    timestamp: vectorFromArray([NOON], new TimestampMillisecond('UTC')),
    category: CATEGORY.slice(0, 1),
  });
  writer.writeAll(table.batches);
  expect(await inputErrorOf(readBytes('a', writer.toUint8Array(true)))).toMatch(
    /^a: its columns are compressed \(lz4 or zstd\), .* compression="uncompressed"\), or write Parquet$/,
  );
});

test('text that is called Arrow or Parquet is refused', async () => {
  const text = new TextEncoder().encode('timestamp,category\n1,org_read\n');
  expect(await inputErrorOf(readBytes('a.arrow', text))).toMatch(/^a\.arrow: not/);
  expect(await inputErrorOf(readBytes('a.parquet', text))).toMatch(
    /^a\.parquet: not readable as Parquet/,
  );
});

function parquetOf(columnData: ColumnSource[], rowGroupSize = 1): ArrayBuffer {
  return parquetWriteBuffer({ columnData, rowGroupSize });
}

test('cells of all plain types are read from Parquet, row group by row group', async () => {
  const file = parquetOf([
    { name: 'ts', data: [new Date(NOON), new Date(NOON + 1)], type: 'TIMESTAMP' },
    { name: 'category', data: ['org_read', 'ads_read'], type: 'STRING' },
    { name: 'user', data: ['é', null], type: 'STRING' },
    { name: 'ad_account', data: [12345678901234567n, null], type: 'INT64' },
    { name: 'is_test', data: [true, null], type: 'BOOLEAN' },
    { name: 'cost', data: [7, null], type: 'INT32' },
    { name: 'status', data: [429, NaN], type: 'DOUBLE' },
    { name: 'other', data: [{ a: 1 }, { a: 2 }], type: 'JSON' },
  ]);
  const [first, second] = requestsOf(await readBytes('a', new Uint8Array(file), 'timestamp=ts'));
  expect(first).toMatchObject({ timestamp: NOON * 1000, category: 'org_read', user: 'é' });
  expect(first).toMatchObject({
    adAccount: '12345678901234567',
    isTest: true,
    cost: 7,
    status: 429,
  });
  expect(second).toMatchObject({ category: 'ads_read', user: 'default', adAccount: 'default' });
  expect(second).toMatchObject({ isTest: false, cost: 1, status: 0 });
});

test('bad rows of Parquet are told by their numbers', async () => {
  const file = parquetOf([
    { name: 'timestamp', data: ['2026-03-02', 'soon'], type: 'STRING' },
    { name: 'category', data: ['org_read', 'ads_read'], type: 'STRING' },
  ]);
  expect(await inputErrorOf(readBytes('a.parquet', new Uint8Array(file)))).toContain(
    'a.parquet, row 2: no timestamp (ISO 8601, or a number since 1970): found "soon"',
  );
  expect(await inputErrorOf(readBytes('a.parquet', new Uint8Array(file), 'user=who'))).toBe(
    'a.parquet: no column "who" (--map user=who); found "timestamp", "category"',
  );
});
