import { randomUUID } from 'node:crypto';
import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { asInputError, writeWhole } from './files.js';
import type { Row, TextRows } from './write-rows.js';

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
  /** Of each column, its place in a row. */
  readonly places: readonly number[];
  readonly columns: readonly string[];
}

/** So many rows tell the columns, before any is written. */
const FIRST_ROWS = 1 << 16;
const ROWS_A_WRITE = 4096;

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
  let lines: string[] = [];

  const flush = (): void => {
    const part = parts.at(-1);
    if (part === undefined) return;
    writing(file, () => {
      writeFileSync(part.descriptor, lines.join(''));
    });
    lines = [];
  };
  const beginPart = (): void => {
    flush();
    const beside = `${file}.${randomUUID().slice(0, 8)}.part`;
    const places = names.flatMap((_, i) => (hasCell[i] === true ? [i] : []));
    const columns = places.map((i) => names[i]!);
    const descriptor = writing(file, () => openSync(beside, 'wx'));
    parts.push({ file: beside, descriptor, places, columns });
    lines.push(text.head?.(columns) ?? '');
  };
  const write = (row: Row): void => {
    const { places, columns } = parts.at(-1)!;
    lines.push(text.line(pick(row, places), columns));
    if (lines.length >= ROWS_A_WRITE) flush();
  };
  const settle = (): void => {
    beginPart();
    first.forEach(write);
    first = [];
  };
  /** All rows with the columns of the last part, which has all. */
  async function* joined(): AsyncGenerator<string> {
    const { columns } = parts.at(-1)!;
    lines = [text.head?.(columns) ?? ''];
    for (const part of parts) {
      const places = columns.map((name) => part.columns.indexOf(name));
      for await (const record of recordsOf(part.file)) {
        lines.push(text.line(pick(record, places), columns));
        if (lines.length < ROWS_A_WRITE) continue;
        yield lines.join('');
        lines = [];
      }
    }
    yield lines.join('');
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

function pick(row: Row, places: readonly number[]): Row {
  return places.map((place) => row[place] ?? null);
}

/** The rows of a part, behind its head. */
async function* recordsOf(file: string): AsyncGenerator<string[]> {
  const source = createReadStream(file);
  const parser = source.pipe(parse({ from: 2 }));
  source.on('error', (error) => parser.destroy(error));
  for await (const record of parser) yield record as string[];
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
