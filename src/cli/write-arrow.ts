import {
  Bool,
  Data,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
  Vector,
  type DataType,
} from 'apache-arrow';
import {
  fitsInt32,
  type GatheredTable,
  type NumberColumn,
  type TextColumn,
} from './gathered-table.js';

/** So many rows make a record batch. */
const BATCH_ROWS = 1 << 16;

/**
 * A table as an Arrow IPC file. Texts are dictionaries, which all record batches share; times are microseconds
 * in UTC.
 */
export async function* arrowChunks({ length, columns }: GatheredTable): AsyncGenerator<Uint8Array> {
  const makers = columns.map((column) =>
    column.type === 'text' ? textMaker(column) : numberMaker(column),
  );
  const fields = columns.map(({ name }, i) => new Field(name, makers[i]!.type, true));
  const schema = new Schema(fields);
  const writer = new RecordBatchFileWriter();
  writer.reset(undefined, schema);
  for (let start = 0; start === 0 || start < length; start += BATCH_ROWS) {
    const end = Math.min(length, start + BATCH_ROWS);
    const children = makers.map(({ make }) => make(start, end));
    const data = makeData({ type: new Struct(fields), length: end - start, children });
    writer.write(new RecordBatch(schema, data));
  }
  writer.finish();
  yield* writer;
}

/** Makes the cells of rows from `start` to before `end`. */
interface Maker {
  readonly type: DataType;
  readonly make: (start: number, end: number) => Data;
}

function textMaker({ codes, texts }: TextColumn): Maker {
  const type = new Dictionary(new Utf8(), new Int32());
  const dictionary = new Vector([textData(texts.slice(1))]);
  return {
    type,
    make(start, end) {
      const own = codes.subarray(start, end);
      return makeData({
        type,
        length: own.length,
        ...validity(own.length, (row) => own[row] !== 0),
        data: Int32Array.from(own, (code) => Math.max(0, code - 1)),
        dictionary,
      });
    },
  };
}

function textData(texts: readonly string[]): Data<Utf8> {
  const encoder = new TextEncoder();
  const valueOffsets = new Int32Array(texts.length + 1);
  const parts = texts.map((text, i) => {
    const bytes = encoder.encode(text);
    valueOffsets[i + 1] = valueOffsets[i]! + bytes.length;
    return bytes;
  });
  const data = new Uint8Array(valueOffsets[texts.length]!);
  parts.forEach((bytes, i) => {
    data.set(bytes, valueOffsets[i]);
  });
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets, data });
}

function numberMaker({ type, values }: NumberColumn): Maker {
  const make = <T extends DataType>(
    arrowType: T,
    dataOf: (numbers: Float64Array) => T['TArray'],
  ): Maker => ({
    type: arrowType,
    make(start, end) {
      const own = values.subarray(start, end);
      const numbers = own.map((value) => (Number.isNaN(value) ? 0 : value));
      return makeData({
        type: arrowType,
        length: own.length,
        ...validity(own.length, (row) => !Number.isNaN(own[row])),
        data: dataOf(numbers),
      } as never);
    },
  });
  const bigints = (numbers: Float64Array): BigInt64Array =>
    BigInt64Array.from({ length: numbers.length }, (_, i) => BigInt(numbers[i]!));
  switch (type) {
    case 'time':
      return make(new TimestampMicrosecond('UTC'), bigints);
    case 'milliseconds':
      return make(new Float64(), (numbers) => numbers);
    case 'truth':
      return make(new Bool(), (numbers) => bits(numbers.length, (row) => numbers[row] === 1));
    case 'whole':
      return fitsInt32(values)
        ? make(new Int32(), (numbers) => Int32Array.from(numbers))
        : make(new Int64(), bigints);
  }
}

/** Which rows have a cell. */
function validity(
  length: number,
  isValid: (row: number) => boolean,
): { readonly nullCount: number; readonly nullBitmap?: Uint8Array } {
  let nullCount = 0;
  for (let row = 0; row < length; row++) if (!isValid(row)) nullCount++;
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap: bits(length, isValid) };
}

/** One bit a row, the least significant first. */
function bits(length: number, isSet: (row: number) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(length / 8));
  for (let row = 0; row < length; row++) if (isSet(row)) bytes[row >> 3]! |= 1 << (row & 7);
  return bytes;
}
