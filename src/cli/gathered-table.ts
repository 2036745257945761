import { SECOND, formatTimestamp, parseIsoTimestamp } from '../time.js';
import type { Row } from './write-rows.js';

/** What the cells of a column are. */
export type CellType = 'text' | 'time' | 'whole' | 'milliseconds' | 'truth';

/** Columns whose cells are no texts, by name. */
const TYPES: Readonly<Record<string, CellType>> = {
  timestamp: 'time',
  admitted_at: 'time',
  seq: 'whole',
  attempts: 'whole',
  cost: 'whole',
  status: 'whole',
  delay_ms: 'milliseconds',
  is_test: 'truth',
};

/** A column of texts: of each row the place of its text in `texts`, from 1; 0 where there is none. */
export interface TextColumn {
  readonly name: string;
  readonly type: 'text';
  readonly codes: Uint32Array;
  /** The first is no text. */
  readonly texts: readonly string[];
}

/** A column of numbers, NaN where there is none: times in whole microseconds since the epoch, truth as 0 or 1. */
export interface NumberColumn {
  readonly name: string;
  readonly type: Exclude<CellType, 'text'>;
  readonly values: Float64Array;
}

/** A table in memory, column by column, as formats that store columns need it. */
export interface GatheredTable {
  readonly length: number;
  readonly columns: readonly (TextColumn | NumberColumn)[];
}

/** Gathers rows. */
export interface TableGatherer {
  readonly push: (row: Row) => void;
  /** The table so far. */
  finish(): GatheredTable;
}

const FIRST_CAPACITY = 1024;

/** A gatherer of rows with cells in the order of `names`, whose types go by the names. Times are ISO 8601, or microseconds. */
export function createTableGatherer(names: readonly string[]): TableGatherer {
  const columns = names.map((name) => {
    const type = TYPES[name] ?? 'text';
    return type === 'text' ? gatherTexts(name) : gatherNumbers(name, type);
  });
  let length = 0;
  return {
    push(row) {
      for (let i = 0; i < columns.length; i++) columns[i]!.put(length, row[i]!);
      length++;
    },
    finish: () => ({ length, columns: columns.map((column) => column.finish(length)) }),
  };
}

/** The rows of a gathered table, as text formats write them. */
export function* gatheredRows({ length, columns }: GatheredTable): Generator<Row> {
  for (let row = 0; row < length; row++) yield columns.map((column) => cellAt(column, row));
}

type Value = Row[number];

interface ColumnGatherer {
  put(row: number, value: Value): void;
  finish(length: number): TextColumn | NumberColumn;
}

function gatherTexts(name: string): ColumnGatherer {
  const numbers = new Map<string, number>();
  const texts = [''];
  let codes = new Uint32Array(FIRST_CAPACITY);
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = texts.push(text) - 1;
      numbers.set(text, number);
    }
    return number;
  };
  return {
    put(row, value) {
      if (row === codes.length) {
        const wider = new Uint32Array(row * 2);
        wider.set(codes);
        codes = wider;
      }
      codes[row] = value === null ? 0 : numberOf(String(value));
    },
    finish: (length) => ({ name, type: 'text', codes: codes.subarray(0, length), texts }),
  };
}

function gatherNumbers(name: string, type: NumberColumn['type']): ColumnGatherer {
  let values = new Float64Array(FIRST_CAPACITY);
  return {
    put(row, value) {
      if (row === values.length) {
        const wider = new Float64Array(row * 2);
        wider.set(values);
        values = wider;
      }
      values[row] = value === null ? NaN : numberOf(value, type);
    },
    finish: (length) => ({ name, type, values: values.subarray(0, length) }),
  };
}

function numberOf(value: string | number, type: CellType): number {
  if (typeof value === 'number') return value;
  if (type === 'time') return parseIsoTimestamp(value)?.us ?? NaN;
  if (type === 'truth') return value.toLowerCase() === 'true' || value === '1' ? 1 : 0;
  return Number(value);
}

function cellAt(column: TextColumn | NumberColumn, row: number): Value {
  if (column.type === 'text') {
    const code = column.codes[row]!;
    return code === 0 ? null : column.texts[code]!;
  }
  return numberCell(column.values[row]!, column.type);
}

/** Makes a cell what a gathered table would write. */
export type CellWriter = (value: string | number) => Value;

/** By column, what makes its cells as a gathered table would write them; undefined for texts, which stay as they are. */
export function cellWriters(names: readonly string[]): (CellWriter | undefined)[] {
  return names.map((name) => {
    const type = TYPES[name] ?? 'text';
    if (type === 'text') return undefined;
    const format = type === 'time' ? timeFormatter() : (us: number) => numberCell(us, type);
    return (value) => format(numberOf(value, type));
  });
}

/** Formats as `formatTimestamp` does, quicker where times of one second follow each other. */
function timeFormatter(): (us: number) => Value {
  let second = NaN;
  let beginning = '';
  return (us) => {
    if (Number.isNaN(us)) return null;
    const whole = Math.floor(us / SECOND);
    if (whole !== second) {
      second = whole;
      beginning = formatTimestamp(whole * SECOND).slice(0, -'000000Z'.length);
    }
    return `${beginning}${String(us - whole * SECOND).padStart(6, '0')}Z`;
  };
}

function numberCell(value: number, type: NumberColumn['type']): Value {
  if (Number.isNaN(value)) return null;
  switch (type) {
    case 'time':
      return formatTimestamp(value);
    case 'truth':
      return value === 1 ? 'true' : 'false';
    case 'milliseconds':
      return value.toFixed(3);
    case 'whole':
      return value;
  }
}

/** Whether every number, NaN apart, fits a 32-bit integer. */
export function fitsInt32(values: Float64Array): boolean {
  return values.every((value) => Number.isNaN(value) || Math.abs(value) < 2 ** 31);
}

/** The same table without the columns of which no row has a cell. */
export function withoutEmpty({ length, columns }: GatheredTable): GatheredTable {
  return {
    length,
    columns: columns.filter((column) =>
      column.type === 'text'
        ? column.texts.length > 1
        : column.values.some((value) => !Number.isNaN(value)),
    ),
  };
}
