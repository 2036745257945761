import { DataType, DateUnit, TimeUnit, Type, Vector, type Data, type Field } from 'apache-arrow';
import { InputError } from '../../errors.js';
import { DAY } from '../../time.js';
import { createByteInterner } from '../bytes/byte-interner.js';
import { decimalText, valueCell, type BatchColumn, type CodedCells } from './column-batch.js';
import { microseconds } from './epoch-column.js';
import { KEPT_TEXTS } from '../known-cells.js';
import type { Cell } from '../row-sink.js';

/** Turns the buffers of one column, record batch after record batch, into cells. */
export type ArrowColumn = (data: Data) => BatchColumn;

/** @throws InputError for a type that no cell can have. */
export function createArrowColumn({ name, type }: Field<DataType>): ArrowColumn {
  if (DataType.isDictionary(type) && hasPlainValues(type.dictionary as DataType))
    return dictionaryColumn(name);
  if (DataType.isTimestamp(type)) {
    const { unit, timezone } = type;
    const zoned = typeof timezone === 'string' && timezone !== '';
    return (data) => ({ times: timesOf(data, UNITS[unit]), zoned });
  }
  if (DataType.isDate(type)) {
    return (data) => ({
      times: type.unit === DateUnit.DAY ? daysOf(data) : timesOf(data, 'ms'),
      zoned: false,
    });
  }
  if (isText(type)) return textColumn();
  if (DataType.isDecimal(type)) {
    const { scale } = type;
    return (data) => {
      const vector = new Vector([data]);
      return { cell: (row) => decimalCell(vector.get(row), scale) };
    };
  }
  if (DataType.isNull(type) || hasPlainValues(type)) {
    return (data) => {
      const vector = new Vector([data]);
      return { cell: (row) => valueCell(vector.get(row)) };
    };
  }
  throw new InputError(
    `the column "${name}" is of Arrow's type ${Type[type.typeId]}; expected texts, numbers, truth values or times`,
  );
}

const UNITS = {
  [TimeUnit.SECOND]: 's',
  [TimeUnit.MILLISECOND]: 'ms',
  [TimeUnit.MICROSECOND]: 'us',
  [TimeUnit.NANOSECOND]: 'ns',
} as const;

/** Texts whose bytes stand in one buffer. */
function isText(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isBinary(type);
}

/** Whether values come out as texts, numbers or truth values. */
function hasPlainValues(type: DataType): boolean {
  return (
    DataType.isUtf8(type) ||
    DataType.isLargeUtf8(type) ||
    DataType.isUtf8View(type) ||
    DataType.isInt(type) ||
    DataType.isFloat(type) ||
    DataType.isBool(type)
  );
}

function timesOf(data: Data, unit: 's' | 'ms' | 'us' | 'ns'): Float64Array {
  const { length, nullCount } = data;
  const times = microseconds(data.values as BigInt64Array, length, unit);
  if (nullCount > 0) {
    for (let row = 0; row < length; row++) if (!data.getValid(row)) times[row] = NaN;
  }
  return times;
}

function daysOf(data: Data): Float64Array {
  const days = data.values as Int32Array;
  return Float64Array.from({ length: data.length }, (_, row) =>
    data.getValid(row) ? days[row]! * DAY : NaN,
  );
}

/** Codes as they stand, with their dictionary; one more text, empty, stands for what is null. */
function dictionaryColumn(name: string): ArrowColumn {
  let dictionary: Vector | undefined;
  let texts: Cell[] = [];
  return (data) => {
    if (data.dictionary !== dictionary) {
      dictionary = data.dictionary;
      texts = [...dictionary!].map(valueCell);
      texts.push(undefined);
    }
    const codes = codesOf(data, texts.length - 1);
    if (!areBelow(codes, texts.length)) {
      throw new InputError(`the column "${name}" points beyond its dictionary`);
    }
    return { codes, texts };
  };
}

/** The codes of a dictionary column. @param none the code of what is null. */
function codesOf(data: Data, none: number): Uint32Array {
  const { length, nullCount } = data;
  const given = data.values as ArrayLike<number | bigint>;
  if (nullCount === 0 && given instanceof Int32Array) {
    return new Uint32Array(given.buffer, given.byteOffset, length);
  }
  const codes = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    codes[row] = nullCount === 0 || data.getValid(row) ? Number(given[row]) : none;
  }
  return codes;
}

function areBelow(codes: Uint32Array, end: number): boolean {
  for (const code of codes) if (code >= end) return false;
  return true;
}

/** Texts, numbered by their bytes; the empty one stands for what is null. */
function textColumn(): ArrowColumn {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let interner = createByteInterner();
  let texts: Cell[] = [];
  return (data): CodedCells => {
    if (texts.length > KEPT_TEXTS) {
      interner = createByteInterner();
      texts = [];
    }
    const { length, nullCount } = data;
    const bytes = data.values as Uint8Array;
    const ends = data.valueOffsets as ArrayLike<number | bigint>;
    const codes = new Uint32Array(length);
    for (let row = 0; row < length; row++) {
      const start = Number(ends[row]);
      const end = nullCount > 0 && !data.getValid(row) ? start : Number(ends[row + 1]);
      const code = interner.intern(0, bytes, start, end);
      if (code === texts.length) texts.push(decoder.decode(bytes.subarray(start, end)));
      codes[row] = code;
    }
    return { codes, texts };
  };
}

/** @param words of a two's complement integer, the least significant first; null for none. */
function decimalCell(words: unknown, scale: number): Cell {
  if (!(words instanceof Uint32Array)) return undefined;
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[i]!);
  return decimalText(BigInt.asIntN(words.length * 32, value), scale);
}
