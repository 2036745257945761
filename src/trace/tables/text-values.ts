import { textAt } from './coded-cells.js';
import type { CodedCells } from './column-batch.js';
import type { Cell } from '../row-sink.js';

/** What the texts of a column mean: each is judged when a row first has it. */
export interface TextValues<T> {
  readonly judge: (text: Cell) => T;
  texts: readonly Cell[];
  /** By the codes of the texts. */
  values: (T | typeof UNKNOWN)[];
}

const UNKNOWN = Symbol('unknown');

export function createTextValues<T>(judge: (text: Cell) => T): TextValues<T> {
  return { judge, texts: [], values: [] };
}

/** What a row's cell means. */
export function valueAt<T>(known: TextValues<T>, column: CodedCells, row: number): T {
  const { codes, texts } = column;
  if (known.texts !== texts) {
    known.texts = texts;
    known.values = [];
  }
  const code = codes[row]!;
  while (known.values.length <= code) known.values.push(UNKNOWN);
  const value = known.values[code]!;
  return value === UNKNOWN ? (known.values[code] = known.judge(textAt(column, row))) : value;
}
