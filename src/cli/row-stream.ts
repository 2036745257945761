import { randomUUID } from 'node:crypto';
import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { asInputError, writeWhole } from './files.js';
import { CHUNK, type Row, type TextRows } from './write-rows.js';

/** Writes rows to a file of text as they come, in bounded memory. */
export interface RowStream {
  readonly push: (row: Row) => void;
  /** Puts the file in its place, without the columns of which no row has a cell. */
  readonly finish: () => Promise<void>;
  /** Removes what was written, if it was not put in its place. */
  readonly discard: () => Promise<void>;
}

/** Rows written with the same columns, beside the file's place. */
interface Part {
  readonly file: string;
  readonly descriptor: number;
  readonly columns: readonly string[];
  readonly line: (row: Row) => string;
}

/** So many rows tell the columns, before any is written. */
const FIRST_ROWS = 1 << 16;

/**
 * A stream to a file, which is written beside its place first, so that no half-written file is ever seen. A column
 * that turns up late begins a new part; parts are joined at the end.
 * @param names of the columns of a row.
 * @throws InputError, of any of its functions, if the file cannot be written.
 */
export function createRowStream(
  file: string,
  names: readonly string[],
  text: TextRows,
  firstRows = FIRST_ROWS,
): RowStream {
  const hasCell = names.map(() => text.head === undefined);
  const parts: Part[] = [];
  let first: Row[] = [];
  let pending = '';

  const flush = (): void => {
    const part = parts.at(-1);
    if (part === undefined) return;
    writing(file, () => {
      writeFileSync(part.descriptor, pending);
    });
    pending = '';
  };
  const beginPart = (): void => {
    flush();
    const beside = `${file}.${randomUUID().slice(0, 8)}.part`;
    const places = names.flatMap((_, i) => (hasCell[i] === true ? [i] : []));
    const columns = places.map((i) => names[i]!);
    const descriptor = writing(file, () => openSync(beside, 'wx'));
    parts.push({ file: beside, descriptor, columns, line: text.lines(columns, places) });
    pending = text.head?.(columns) ?? '';
  };
  const write = (row: Row): void => {
    pending += parts.at(-1)!.line(row);
    if (pending.length >= CHUNK) flush();
  };
  const settle = (): void => {
    beginPart();
    first.forEach(write);
    first = [];
  };
  /** All rows with the columns of the last part, which has all. */
  async function* joined(): AsyncGenerator<string> {
    const { columns } = parts.at(-1)!;
    let chunk = text.head?.(columns) ?? '';
    for (const part of parts) {
      const line = text.lines(
        columns,
        columns.map((name) => part.columns.indexOf(name)),
      );
      for await (const records of recordsOf(part.file)) {
        for (const record of records) chunk += line(record);
        yield chunk;
        chunk = '';
      }
    }
    yield chunk;
  }

  return {
    push(row) {
      let isLate = false;
      for (let i = 0; i < names.length; i++) {
        if (hasCell[i] === true || row[i] === null) continue;
        hasCell[i] = true;
        isLate = true;
      }
      if (parts.length > 0) {
        if (isLate) beginPart();
        write(row);
      } else if (first.push(row) >= firstRows) settle();
    },
    async finish() {
      if (parts.length === 0) settle();
      flush();
      const [only, ...others] = parts;
      if (others.length > 0) await writeWhole(file, joined());
      else await rename(only!.file, file).catch((error: unknown) => fail(error, file));
    },
    async discard() {
      for (const part of parts) {
        closeSync(part.descriptor);
        await rm(part.file, { force: true });
      }
    },
  };
}

/** The rows of a part, behind its head, as many at once as a piece of the file holds. */
async function* recordsOf(file: string): AsyncGenerator<readonly Row[]> {
  const parser = parse({ from: 2 });
  for await (const piece of createReadStream(file)) {
    parser.write(piece);
    const records: Row[] = [];
    for (;;) {
      const record = parser.read() as Row | null;
      if (record === null) break;
      records.push(record);
    }
    yield records;
  }
  parser.end();
  for await (const record of parser) yield [record as Row];
}

function writing<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return fail(error, file);
  }
}

function fail(error: unknown, file: string): never {
  throw asInputError(error, file, 'write');
}
