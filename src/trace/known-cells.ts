import { textOf } from './bytes/blocks.js';
import { createByteInterner, type ByteInterner } from './bytes/byte-interner.js';
import type { ColumnName } from './column-map.js';
import type { Cell } from './row-sink.js';
import type { CellSpans } from './bytes/tokenizer.js';

/** Stands in a decoded text for bytes that are no UTF-8. */
export const REPLACEMENT = '\uFFFD';

/** So many distinct texts of a cell are known by their bytes; further ones are decoded each time. */
export const KEPT_TEXTS = 1 << 16;

/** Where a column's cells come from: a place in each row, or one text for all. */
export interface CellSource {
  readonly place: number;
  readonly constant: Cell;
  /** Whether no row has a cell of the column. */
  readonly isAbsent: boolean;
}

/** Tells where each column's cells come from. */
export type Sources = (column: ColumnName) => CellSource;

/**
 * The cell as text, undefined if it is empty; null if it holds bytes that are no UTF-8, which are counted, or
 * begins or ends in white space, which the format may cut.
 */
export function cellText({ place, constant }: CellSource, cells: CellSpans): Cell | null {
  const [start, end] = [cells.starts[place]!, cells.ends[place]!];
  if (constant !== undefined || start === end) return constant;
  const written = textOf(cells.bytes, start, end);
  const text = cells.doublesQuotes === true ? written.replaceAll('""', '"') : written;
  return text.includes(REPLACEMENT) || text.trim() !== text ? null : text;
}

/** What `parse` makes of a cell, looked up by its bytes; null where it takes more than bytes to tell. */
export function knownCells<T>(
  source: CellSource,
  parse: (cell: Cell) => T | null,
): (cells: CellSpans) => T | null {
  const judge = (cells: CellSpans): T | null => {
    const text = cellText(source, cells);
    return text === null ? null : parse(text);
  };
  const known: KnownCells<T> = {
    place: source.place,
    numbers: createByteInterner(KEPT_TEXTS),
    values: [],
    ofEmpty: parse(source.constant),
    judge,
  };
  return (cells) => lookUp(known, cells);
}

/** What cells of a column were judged to be, by the numbers of their bytes. */
interface KnownCells<T> {
  readonly place: number;
  readonly numbers: ByteInterner;
  readonly values: (T | null)[];
  readonly ofEmpty: T | null;
  readonly judge: (cells: CellSpans) => T | null;
}

function lookUp<T>(known: KnownCells<T>, cells: CellSpans): T | null {
  const { place, values } = known;
  const start = cells.starts[place]!;
  const end = cells.ends[place]!;
  if (start === end) return known.ofEmpty;
  const number = known.numbers.intern(0, cells.bytes, start, end);
  if (number === -1) return known.judge(cells);
  if (number === values.length) values.push(known.judge(cells));
  return values[number]!;
}

/** Stands for the number of a name that takes more than bytes to tell. */
export const DOUBTFUL = -1;

/** The number that `intern` gives a name, looked up by its bytes; `DOUBTFUL` where it takes more than bytes to tell. */
export function knownNames(
  source: CellSource,
  intern: (scope: number, name: Cell) => number,
): (cells: CellSpans, scope: number) => number {
  const known: KnownNames = {
    source,
    intern,
    numbers: createByteInterner(),
    values: [],
    ofEmpty: [],
  };
  return (cells, scope) => lookUpName(known, cells, scope);
}

/** Numbers of names, by the numbers of their bytes. */
interface KnownNames {
  readonly source: CellSource;
  readonly intern: (scope: number, name: Cell) => number;
  readonly numbers: ByteInterner;
  readonly values: number[];
  /** Of an empty cell, by scope. */
  readonly ofEmpty: number[];
}

function lookUpName(known: KnownNames, cells: CellSpans, scope: number): number {
  const { source, values } = known;
  const start = cells.starts[source.place]!;
  const end = cells.ends[source.place]!;
  if (start === end) return (known.ofEmpty[scope] ??= known.intern(scope, source.constant));
  const number = known.numbers.intern(scope, cells.bytes, start, end);
  if (number === values.length) {
    const text = cellText(source, cells);
    values.push(text === null ? DOUBTFUL : known.intern(scope, text));
  }
  return values[number]!;
}
