import type { CellSpans } from './tokenizer.js';

/** A cell as a reader found it. Absent and empty mean the same: the column's default. */
export type Cell = string | undefined;

/** Where a reader puts what it finds in one file. */
export interface RowSink {
  /** Names of the columns that the sink wants, in the order of a row's cells; undefined where it needs none. */
  readonly wanted: readonly (string | undefined)[];
  /**
   * Tells which columns a file has, before its first row.
   * @throws InputError if a column that every trace needs is not among them.
   */
  header(names: readonly string[], line: number): void;
  /** One row: its cells in the order of `wanted`. Lines count from 1. */
  row(cells: readonly Cell[], line: number): void;
  /**
   * Takes rows as bytes, once the header is told. Only a sink that can has it.
   * @param places of each wanted column, the cell that holds it.
   * @param none the place of a column that the file lacks.
   */
  readonly spans?: (places: readonly number[], none: number) => SpanTaker;
  /** A row that could not be read. `reason` is the same for all rows of its kind; `found` is this row's. */
  bad(reason: string, found: string, line: number): void;
}

/** Takes a row whose cells stand in bytes; false, with nothing taken, if it has to come as text, to `row`. */
export type SpanTaker = (cells: CellSpans) => boolean;

/** Reads one format: bytes in, rows out. */
export type TraceReader = (chunks: AsyncIterable<Uint8Array>, sink: RowSink) => Promise<void>;
