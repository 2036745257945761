import type { CodedCells } from './column-batch.js';
import { KEPT_TEXTS, REPLACEMENT } from '../known-cells.js';
import type { Cell } from '../row-sink.js';

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

/** Makes columns that have the same cell in each row; all have the same texts. */
export function createSameCell(cell: Cell): (length: number) => CodedCells {
  const texts = [normal(cell)];
  let codes = new Uint32Array(0);
  return (length) => {
    if (codes.length < length) codes = new Uint32Array(length);
    return { codes, texts };
  };
}

/** The text of a row's cell; undefined if it is empty. */
export function textAt({ codes, texts }: CodedCells, row: number): Cell {
  return normal(texts[codes[row]!]);
}

/** Tells the rows of a batch that have a cell with bytes that were no UTF-8; undefined if none has. */
export type GarbledRows = (
  columns: readonly CodedCells[],
) => ((row: number) => boolean) | undefined;

/** Looks at each text once. */
export function createGarbledRows(): GarbledRows {
  const lookedAt = new WeakMap<readonly Cell[], { end: number; isSuspect: boolean }>();
  const isSuspect = ({ texts }: CodedCells): boolean => {
    const known = lookedAt.get(texts) ?? { end: 0, isSuspect: false };
    for (; known.end < texts.length; known.end++) {
      known.isSuspect ||= texts[known.end]?.includes(REPLACEMENT) === true;
    }
    lookedAt.set(texts, known);
    return known.isSuspect;
  };
  return (columns) => {
    const suspects = columns.filter(isSuspect);
    if (suspects.length === 0) return undefined;
    return (row) =>
      suspects.some(({ codes, texts }) => texts[codes[row]!]?.includes(REPLACEMENT) === true);
  };
}

function normal(text: Cell): Cell {
  return text === '' ? undefined : text;
}
