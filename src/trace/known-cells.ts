import { textOf } from './blocks.js';
import { createByteInterner } from './byte-interner.js';
import type { ColumnName } from './column-map.js';
import type { Cell } from './row-sink.js';
import type { CellSpans } from './tokenizer.js';

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
  const { place } = source;
  const numbers = createByteInterner(KEPT_TEXTS);
  const known: (T | null)[] = [];
  const judge = (cells: CellSpans): T | null => {
    const text = cellText(source, cells);
    return text === null ? null : parse(text);
  };
  const ofEmpty = parse(source.constant);
  return (cells) => {
    const { bytes, starts, ends } = cells;
    const start = starts[place]!;
    const end = ends[place]!;
    if (start === end) return ofEmpty;
    const number = numbers.intern(0, bytes, start, end);
    if (number === -1) return judge(cells);
    if (number === known.length) known.push(judge(cells));
    return known[number]!;
  };
}

/** Stands for the number of a name that takes more than bytes to tell. */
export const DOUBTFUL = -1;

/** The number that `intern` gives a name, looked up by its bytes; `DOUBTFUL` where it takes more than bytes to tell. */
export function knownNames(
  source: CellSource,
  intern: (scope: number, name: Cell) => number,
): (cells: CellSpans, scope: number) => number {
  const { place } = source;
  const numbers = createByteInterner();
  const known: number[] = [];
  const ofEmpty: number[] = [];
  return (cells, scope) => {
    const { bytes, starts, ends } = cells;
    const start = starts[place]!;
    const end = ends[place]!;
    if (start === end) return (ofEmpty[scope] ??= intern(scope, source.constant));
    const number = numbers.intern(scope, bytes, start, end);
    if (number === known.length) {
      const text = cellText(source, cells);
      known.push(text === null ? DOUBTFUL : intern(scope, text));
    }
    return known[number]!;
  };
}
