import { textAt } from './coded-cells.js';
import type { CodedCells } from './column-batch.js';
import type { Cell } from '../row-sink.js';

/** Numbers of a column's names under scopes. Most have one scope: of each, the scope seen last is remembered. */
export interface NameNumbers {
  readonly intern: (scope: number, name: Cell) => number;
  texts: readonly Cell[];
  /** By the codes of the texts. */
  scopes: Int32Array;
  numbers: Int32Array;
  /** Of an empty cell, by scope. */
  readonly ofEmpty: number[];
}

/** @param intern numbers a name, or a cell without one, under a scope. */
export function createNameNumbers(intern: (scope: number, name: Cell) => number): NameNumbers {
  const none = new Int32Array(0);
  return { intern, texts: [], scopes: none, numbers: none, ofEmpty: [] };
}

/** The number of a row's name under a scope. */
export function nameAt(known: NameNumbers, column: CodedCells, row: number, scope: number): number {
  const { codes, texts } = column;
  if (known.texts !== texts || known.scopes.length < texts.length) {
    const isSame = known.texts === texts;
    known.scopes = widenedFor(texts, isSame ? known.scopes : undefined);
    known.numbers = widenedFor(texts, isSame ? known.numbers : undefined);
    known.texts = texts;
  }
  const code = codes[row]!;
  if (known.scopes[code] === scope) return known.numbers[code]!;
  const name = textAt(column, row);
  if (name === undefined) return (known.ofEmpty[scope] ??= known.intern(scope, undefined));
  known.scopes[code] = scope;
  return (known.numbers[code] = known.intern(scope, name));
}

/** The same numbers, with room for those of more texts, which are -1 until they are known. */
function widenedFor(texts: readonly Cell[], numbers: Int32Array = new Int32Array(0)): Int32Array {
  const wider = new Int32Array(texts.length * 2).fill(-1, numbers.length);
  wider.set(numbers);
  return wider;
}
