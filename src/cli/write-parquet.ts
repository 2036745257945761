import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import {
  fitsInt32,
  type GatheredTable,
  type NumberColumn,
  type TextColumn,
} from './gathered-table.js';

/** So many rows make a row group. */
const GROUP_ROWS = 1 << 16;

/** A table as a Parquet file, compressed by Snappy. Times are microseconds in UTC. */
// eslint-disable-next-line @typescript-eslint/require-await -- a file is written from an async iterable
export async function* parquetChunks({
  length,
  columns,
}: GatheredTable): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'quotasim' });
  /** What was written since the last time. */
  const drain = (): Uint8Array => {
    const chunk = bytes.getBytes().slice();
    bytes.index = 0;
    return chunk;
  };
  for (let start = 0; start < length; start += GROUP_ROWS) {
    const end = Math.min(length, start + GROUP_ROWS);
    const columnData = columns.map((column) => ({
      name: column.name,
      data: cellsOf(column, start, end),
    }));
    void writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    yield drain();
  }
  void writer.finish();
  yield drain();
}

function elementOf(column: TextColumn | NumberColumn): SchemaElement {
  const common = { name: column.name, repetition_type: 'OPTIONAL' } as const;
  switch (column.type) {
    case 'text':
      return { ...common, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'time':
      return {
        ...common,
        type: 'INT64',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
      };
    case 'milliseconds':
      return { ...common, type: 'DOUBLE' };
    case 'truth':
      return { ...common, type: 'BOOLEAN' };
    case 'whole':
      return { ...common, type: fitsInt32(column.values) ? 'INT32' : 'INT64' };
  }
}

type ParquetCell = string | number | bigint | boolean | null;

function cellsOf(column: TextColumn | NumberColumn, start: number, end: number): ParquetCell[] {
  if (column.type === 'text') {
    const { codes, texts } = column;
    return Array.from(codes.subarray(start, end), (code) => (code === 0 ? null : texts[code]!));
  }
  const { type, values } = column;
  const isBig = type === 'time' || (type === 'whole' && !fitsInt32(values));
  return Array.from(values.subarray(start, end), (value) => {
    if (Number.isNaN(value)) return null;
    if (isBig) return BigInt(value);
    return type === 'truth' ? value === 1 : value;
  });
}
