import { extname } from 'node:path';
import { InputError } from '../errors.js';
import { createTableGatherer, gatheredRows, type GatheredTable } from './gathered-table.js';

/** One row of a table; what is not is null. */
export type Row = readonly (string | number | null)[];

/** What goes into a file, in pieces. */
export type Pieces = AsyncIterable<string | Uint8Array>;

/** How a row becomes a line of text. */
export interface TextRows {
  /** What stands before the first row; absent where each row names its columns, so that none must be known before. */
  readonly head?: (columns: readonly string[]) => string;
  readonly line: (row: Row, columns: readonly string[]) => string;
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
    line: (row) => `${row.map(csvCell).join(',')}\n`,
  }),
  '.jsonl': byRow({ line: jsonLine }),
  '.arrow': byColumn(async () => (await import('./write-arrow.js')).arrowChunks),
  '.parquet': byColumn(async () => (await import('./write-parquet.js')).parquetChunks),
};

/** The endings of files that tables are written to, as help names them. */
export const ROW_ENDINGS = '.csv, .jsonl, .arrow or .parquet';

const ROWS_A_CHUNK = 4096;

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
    let lines = [text.head?.(columns) ?? ''];
    for (const row of given) {
      lines.push(text.line(row, columns));
      if (lines.length < ROWS_A_CHUNK) continue;
      yield lines.join('');
      lines = [];
    }
    yield lines.join('');
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

function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Milliseconds are written with fixed decimals, which JSON has no way to say: there they are plain numbers. */
function jsonLine(row: Row, columns: readonly string[]): string {
  const members = columns.flatMap((name, i) =>
    row[i] === null ? [] : [[name, name.endsWith('_ms') ? Number(row[i]) : row[i]]],
  );
  return `${JSON.stringify(Object.fromEntries(members))}\n`;
}
