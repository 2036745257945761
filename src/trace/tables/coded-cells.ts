import type { Classified, Classifier } from '../classify.js';
import type { CodedCells } from './column-batch.js';
import { KEPT_TEXTS, REPLACEMENT } from '../known-cells.js';
import type { Cell } from '../row-sink.js';

/** Reads what a row's cell in a column means. */
export type CellReader<T> = (column: CodedCells, row: number) => T;

/** Numbers the cells of one column, batch after batch; they start anew when too many are known. */
export function createCoder(): (cell: (row: number) => Cell, length: number) => CodedCells {
  let numbers = new Map<Cell, number>();
  let texts: Cell[] = [];
  return (cell, length) => {
    if (texts.length > KEPT_TEXTS) {
      numbers = new Map();
      texts = [];
    }
    const codes = new Uint32Array(length);
    for (let row = 0; row < length; row++) {
      const text = cell(row);
      let code = numbers.get(text);
      if (code === undefined) {
        code = texts.push(text) - 1;
        numbers.set(text, code);
      }
      codes[row] = code;
    }
    return { codes, texts };
  };
}

/** A column that has the same cell in each row. */
export function sameCell(cell: Cell, length: number): CodedCells {
  return { codes: new Uint32Array(length), texts: [cell === '' ? undefined : cell] };
}

/** Reads a cell by what `judge` makes of its text, once for each text. */
export function perText<T>(judge: (text: Cell) => T): CellReader<T> {
  let texts: readonly Cell[] = [];
  let known: (T | typeof UNKNOWN)[] = [];
  return (column, row) => {
    if (column.texts !== texts) {
      texts = column.texts;
      known = [];
    }
    const code = column.codes[row]!;
    while (known.length <= code) known.push(UNKNOWN);
    const value = known[code]!;
    return value === UNKNOWN ? (known[code] = judge(normal(texts[code]))) : value;
  };
}

const UNKNOWN = Symbol('unknown');

/**
 * Reads the number that `intern` gives a name under a scope. Most names have one scope: of each, the scope seen
 * last is remembered.
 */
export function perPair(
  intern: (scope: number, name: Cell) => number,
): (column: CodedCells, row: number, scope: number) => number {
  let texts: readonly Cell[] = [];
  let scopes: number[] = [];
  let numbers: number[] = [];
  return (column, row, scope) => {
    if (column.texts !== texts) {
      texts = column.texts;
      scopes = [];
      numbers = [];
    }
    const code = column.codes[row]!;
    while (scopes.length <= code) {
      scopes.push(-1);
      numbers.push(-1);
    }
    if (scopes[code] === scope) return numbers[code]!;
    scopes[code] = scope;
    return (numbers[code] = intern(scope, normal(texts[code])));
  };
}

/** The columns that tell an operation. */
export interface OperationColumns {
  readonly category: CodedCells;
  readonly method: CodedCells;
  readonly path: CodedCells;
  readonly endpoint: CodedCells;
}

/** Up to so many combinations are looked up in an array, more in a map. */
const FEW_COMBINATIONS = 1 << 16;

/**
 * Reads what the model makes of a row, once for each combination of texts. A combination is numbered by its codes, as digits
 * whose bases are powers of two.
 */
export function perOperation(
  classify: Classifier,
): (columns: OperationColumns) => (row: number) => Classified | null {
  let known = new Map<number, Classified | null>();
  let few: (Classified | null | undefined)[] = [];
  let texts: readonly (readonly Cell[])[] = [];
  let bases: readonly number[] = [];

  return ({ category, method, path, endpoint }) => {
    const columns = [category, method, path, endpoint];
    const needed = columns.map((column) => 2 ** Math.ceil(Math.log2(column.texts.length)));
    if (columns.some((column, i) => column.texts !== texts[i] || needed[i] !== bases[i])) {
      texts = columns.map((column) => column.texts);
      bases = needed;
      known = new Map();
      few = [];
    }
    const [categories, methods, paths, endpoints] = columns.map(({ codes }) => codes);
    const [, methodBase, pathBase, endpointBase] = bases;
    const combinations = bases.reduce((product, base) => product * base, 1);
    const judge = (row: number): Classified | null => {
      const [ofCategory, ofMethod, ofPath, ofEndpoint] = columns.map((column) =>
        normal(column.texts[column.codes[row]!]),
      );
      return classify({
        category: ofCategory,
        method: ofMethod,
        path: ofPath,
        endpoint: ofEndpoint,
      });
    };
    const numberOf = (row: number): number =>
      ((categories![row]! * methodBase! + methods![row]!) * pathBase! + paths![row]!) *
        endpointBase! +
      endpoints![row]!;
    if (combinations <= FEW_COMBINATIONS) {
      while (few.length < combinations) few.push(undefined);
      return (row) => {
        const number = numberOf(row);
        const classified = few[number];
        return classified === undefined ? (few[number] = judge(row)) : classified;
      };
    }
    if (combinations > Number.MAX_SAFE_INTEGER) return judge;
    return (row) => {
      const number = numberOf(row);
      let classified = known.get(number);
      if (classified === undefined) known.set(number, (classified = judge(row)));
      return classified;
    };
  };
}

/** Tells rows that have a cell with bytes that were no UTF-8; undefined if none has. */
export function garbledRows(
  columns: readonly CodedCells[],
): ((row: number) => boolean) | undefined {
  const suspects = columns.filter(({ texts }) => texts.some((text) => text?.includes(REPLACEMENT)));
  if (suspects.length === 0) return undefined;
  return (row) =>
    suspects.some(({ codes, texts }) => texts[codes[row]!]?.includes(REPLACEMENT) === true);
}

function normal(text: Cell): Cell {
  return text === '' ? undefined : text;
}
