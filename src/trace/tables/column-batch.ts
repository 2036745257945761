import { formatTimestamp } from '../../time.js';
import type { Cell, RowSink } from '../row-sink.js';

/** Cells that are numbered: each row's number, and each number's cell. */
export interface CodedCells {
  readonly codes: Uint32Array;
  readonly texts: readonly Cell[];
}

/** Times that need no reading: whole microseconds since the epoch, NaN where there is none. */
export interface TimeCells {
  readonly times: Float64Array;
  /** Whether they are instants, rather than what a clock showed in a zone that is not told. */
  readonly zoned: boolean;
}

/** Cells that are made one by one. */
export interface PlainCells {
  readonly cell: (row: number) => Cell;
}

/** The cells of a column in a run of rows. */
export type BatchColumn = CodedCells | TimeCells | PlainCells;

/** A run of rows, column by column, in the order of `RowSink.wanted`; undefined for a column that there is none of. */
export interface ColumnBatch {
  readonly length: number;
  readonly columns: readonly (BatchColumn | undefined)[];
}

/** A table that comes column by column: an Arrow or Parquet file, or what SQL selects. */
export interface Table {
  readonly names: readonly string[];
  /** Its rows, in order. @param wanted names of columns, of which the table need not have all. */
  batches(wanted: readonly (string | undefined)[]): AsyncIterable<ColumnBatch>;
}

/** Hands a table to a sink: whole batches to one that takes them, row by row to any other. Rows count from 1. */
export async function readTable(table: Table, sink: RowSink): Promise<void> {
  const { names } = table;
  sink.header(names);
  let row = 1;
  for await (const batch of table.batches(sink.wanted)) {
    if (sink.batch !== undefined) sink.batch(batch, row);
    else for (let i = 0; i < batch.length; i++) sink.row(cellsOf(batch, i), row + i);
    row += batch.length;
  }
}

/** The cells of one row of a batch, as text. */
export function cellsOf({ columns }: ColumnBatch, row: number): Cell[] {
  return columns.map((column) => (column === undefined ? undefined : cellOf(column, row)));
}

/** One cell as text. */
export function cellOf(column: BatchColumn, row: number): Cell {
  if ('codes' in column) return column.texts[column.codes[row]!];
  if ('cell' in column) return column.cell(row);
  const us = column.times[row]!;
  if (Number.isNaN(us)) return undefined;
  if (!Number.isSafeInteger(us)) return `${us} µs since 1970`;
  const text = formatTimestamp(us);
  return column.zoned ? text : text.slice(0, -1);
}

/** A value of a typed table as a cell; what is no number (NaN) is empty, as pandas writes it. */
export function valueCell(value: unknown): Cell {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isNaN(value) ? undefined : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null || value === undefined ? undefined : JSON.stringify(value, plainly);
  }
}

function plainly(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** A decimal number in digits, without the zeros at the end of its fraction. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${unscaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
