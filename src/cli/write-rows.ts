import { extname } from 'node:path';
import { InputError } from '../errors.js';
import { createTableGatherer, gatheredRows, type GatheredTable } from './gathered-table.js';

/** One row of a table; what is not is null. */
export type Row = readonly (string | number | null)[];

/** What goes into a file, in pieces. */
export type Pieces = AsyncIterable<string | Uint8Array>;

/** How rows become lines of text. */
export interface TextRows {
  /** What stands before the first row; absent where each row names its columns, so that none must be known before. */
  readonly head?: (columns: readonly string[]) => string;
  /**
   * Makes a line of each row.
   * @param places of each column, its cell in a row.
   */
  readonly lines: (columns: readonly string[], places: readonly number[]) => (row: Row) => string;
}

/** How a table is written in one format: from rows as they come, or from one that is in memory. */
export interface RowFormat {
  readonly rows: (columns: readonly string[], rows: Iterable<Row>) => Pieces;
  readonly table: (table: GatheredTable) => Pieces;
  /** Of a format of text, whose rows need not be gathered. */
  readonly text?: TextRows;
}

const FORMATS: Readonly<Record<string, RowFormat>> = {
  '.csv': byRow({
    head: (columns) => `${columns.join(',')}\n`,
    lines: csvLines,
  }),
  '.jsonl': byRow({ lines: jsonLines }),
  '.arrow': byColumn(async () => (await import('./write-arrow.js')).arrowChunks),
  '.parquet': byColumn(async () => (await import('./write-parquet.js')).parquetChunks),
};

/** The endings of files that tables are written to, as help names them. */
export const ROW_ENDINGS = '.csv, .jsonl, .arrow or .parquet';

/** So much text is written at once, in characters: a text that grows longer costs three times as much to join. */
export const CHUNK = 1 << 14;

/** The format that a file's ending names. @throws InputError for another one. @param what is written, for the message. */
export function rowFormat(file: string, what: string): RowFormat {
  const format = FORMATS[extname(file)];
  if (format !== undefined) return format;
  throw new InputError(`${what} are written as ${ROW_ENDINGS}`, { location: { file } });
}

/** A format of text, written row by row. */
function byRow(text: TextRows): RowFormat {
  // eslint-disable-next-line @typescript-eslint/require-await -- a file is written from an async iterable
  const rows = async function* (
    columns: readonly string[],
    given: Iterable<Row>,
  ): AsyncGenerator<string> {
    const line = text.lines(columns, [...columns.keys()]);
    let chunk = text.head?.(columns) ?? '';
    for (const row of given) {
      chunk += line(row);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  };
  return {
    text,
    rows,
    table: (table) =>
      rows(
        table.columns.map(({ name }) => name),
        gatheredRows(table),
      ),
  };
}

/** A format that stores columns, loaded when it is used: rows are gathered first. */
function byColumn(load: () => Promise<RowFormat['table']>): RowFormat {
  const table = async function* (gathered: GatheredTable): Pieces {
    yield* (await load())(gathered);
  };
  return {
    table,
    rows(columns, rows) {
      const gatherer = createTableGatherer(columns);
      for (const row of rows) gatherer.push(row);
      return table(gatherer.finish());
    },
  };
}

function csvLines(_: readonly string[], places: readonly number[]): (row: Row) => string {
  return (row) => {
    let line = '';
    for (let i = 0; i < places.length; i++) {
      const value = row[places[i]!];
      if (i > 0) line += ',';
      if (value != null) line += typeof value === 'number' ? String(value) : csvCell(value);
    }
    return `${line}\n`;
  };
}

function csvCell(text: string): string {
  const isPlain = !/[",\s]/.test(text) || !/[",\r\n]|^\s|\s$/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** Milliseconds are written with fixed decimals, which JSON has no way to say: there they are plain numbers. */
function jsonLines(columns: readonly string[], places: readonly number[]): (row: Row) => string {
  const keys = columns.map((name) => `${JSON.stringify(name)}:`);
  const areNumbers = columns.map((name) => name.endsWith('_ms'));
  return (row) => {
    let line = '';
    for (let i = 0; i < places.length; i++) {
      const value = row[places[i]!];
      if (value == null) continue;
      if (line !== '') line += ',';
      line += keys[i]! + JSON.stringify(areNumbers[i] === true ? Number(value) : value);
    }
    return `{${line}}\n`;
  };
}
