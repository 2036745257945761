import { extname } from 'node:path';
import { InputError } from '../errors.js';

/** One row of a table; what is not is null. */
export type Row = readonly (string | number | null)[];

/** How rows are written in one format. */
export interface RowFormat {
  /** What stands before the first row. */
  readonly head: (columns: readonly string[]) => string;
  readonly line: (row: Row, columns: readonly string[]) => string;
}

const FORMATS: Readonly<Record<string, RowFormat>> = {
  '.csv': {
    head: (columns) => `${columns.join(',')}\n`,
    line: (row) => `${row.map(csvCell).join(',')}\n`,
  },
  '.jsonl': { head: () => '', line: jsonLine },
};

const ROWS_A_CHUNK = 4096;

/** The format that a file's ending names. @throws InputError for another one. @param what is written, for the message. */
export function rowFormat(file: string, what: string): RowFormat {
  const format = FORMATS[extname(file)];
  if (format !== undefined) return format;
  throw new InputError(`${what} are written as ${Object.keys(FORMATS).join(' or ')}`, {
    location: { file },
  });
}

/** Rows as text, some thousand at a time. */
// eslint-disable-next-line @typescript-eslint/require-await -- a file is written from an async iterable
export async function* rowChunks(
  format: RowFormat,
  columns: readonly string[],
  rows: Iterable<Row>,
): AsyncGenerator<string> {
  let lines = [format.head(columns)];
  for (const row of rows) {
    lines.push(format.line(row, columns));
    if (lines.length < ROWS_A_CHUNK) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
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
