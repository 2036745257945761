import type { ColumnBatch } from './tables/column-batch.js';
import type { ColumnName } from './column-map.js';
import type { CellSpans } from './bytes/tokenizer.js';

/** A cell as a reader found it. Absent and empty mean the same: the column's default. */
export type Cell = string | undefined;

/** Where a reader puts what it finds in one file. */
export interface RowSink {
  /** Names of the columns that the sink wants, in the order of a row's cells; undefined where it needs none. */
  readonly wanted: readonly (string | undefined)[];
  /**
   * Tells which columns a file has, before its first row. Tables have no line that says so.
   * @throws InputError if a column that every trace needs is not among them.
   */
  header(names: readonly string[], line?: number): void;
  /**
   * One row: its cells in the order of `wanted`. Lines count from 1, as do the rows of tables.
   * @param pointerTo in a document, the JSON pointer to the row, or to one of its columns.
   */
  row(cells: readonly Cell[], line: number, pointerTo?: PointerTo): void;
  /**
   * Takes rows as bytes, once the header is told. Only a sink that can has it.
   * @param places of each wanted column, the cell that holds it.
   * @param none the place of a column that the file lacks.
   */
  readonly spans?: (places: readonly number[], none: number) => SpanTaker;
  /** Takes rows column by column, once the header is told. Only a sink that can has it. */
  readonly batch?: (batch: ColumnBatch, firstRow: number) => void;
  /** A row that could not be read. `reason` is the same for all rows of its kind; `found` is this row's. */
  bad(reason: string, found: string, line: number, pointerTo?: PointerTo): void;
  /** The host whose requests are wanted of a recording; the busiest if absent. */
  readonly host?: string | undefined;
  /** Takes what there is to say about the file, in a plain sentence. */
  readonly note?: (sentence: string) => void;
}

/** The JSON pointer to a row of a document, or to one of its columns. */
export type PointerTo = (column?: ColumnName) => string;

/** Takes a row whose cells stand in bytes; false, with nothing taken, if it has to come as text, to `row`. */
export type SpanTaker = (cells: CellSpans) => boolean;

/** A file of which any part can be read. */
export interface RandomAccess {
  readonly byteLength: number;
  /** Bytes from `start` to before `end` (to the end of the file if absent). */
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/**
 * Reads one format: bytes in, rows out.
 * @param chunks each good until the next one is asked for.
 * @param file the same bytes, where any part of them can be read.
 */
export type TraceReader = (
  chunks: AsyncIterable<Uint8Array>,
  sink: RowSink,
  file?: RandomAccess,
) => Promise<void>;
