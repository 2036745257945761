import type { Classifier } from '../classify.js';
import { textAt } from './coded-cells.js';
import type { CodedCells } from './column-batch.js';
import type { KnownOperation } from '../known-operations.js';
import type { Cell } from '../row-sink.js';

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
 * What the model makes of rows, found once for each combination of texts. A combination is numbered by its codes, as
 * digits whose bases are powers of two.
 */
export interface CodedOperations {
  readonly classify: Classifier;
  texts: readonly (readonly Cell[])[];
  bases: readonly number[];
  isFew: boolean;
  /** By number; null where a row tells no operation. */
  few: (KnownOperation | null | undefined)[];
  many: Map<number, KnownOperation | null>;
}

export function createCodedOperations(classify: Classifier): CodedOperations {
  return {
    classify,
    texts: [],
    bases: [],
    isFew: true,
    few: [],
    many: new Map(),
  };
}

/** Makes ready for the rows of a batch. */
export function openOperations(known: CodedOperations, columns: OperationColumns): void {
  const texts = [columns.category, columns.method, columns.path, columns.endpoint].map(
    (column) => column.texts,
  );
  const bases = texts.map(({ length }) => 2 ** Math.ceil(Math.log2(length)));
  if (texts.every((of, i) => of === known.texts[i] && bases[i] === known.bases[i])) return;
  const combinations = bases.reduce((product, base) => product * base, 1);
  known.texts = texts;
  known.bases = bases;
  known.isFew = combinations <= FEW_COMBINATIONS;
  known.few = known.isFew ? Array.from({ length: combinations }, () => undefined) : [];
  known.many = new Map();
}

/** What the model makes of a row of the batch; null where it tells no operation. */
export function operationAt(
  known: CodedOperations,
  columns: OperationColumns,
  row: number,
): KnownOperation | null {
  const { category, method, path, endpoint } = columns;
  const { bases } = known;
  const number =
    ((category.codes[row]! * bases[1]! + method.codes[row]!) * bases[2]! + path.codes[row]!) *
      bases[3]! +
    endpoint.codes[row]!;
  const combination = known.isFew ? known.few[number] : undefined;
  return combination === undefined ? look(known, columns, row, number) : combination;
}

function look(
  known: CodedOperations,
  columns: OperationColumns,
  row: number,
  number: number,
): KnownOperation | null {
  const { isFew, few, many } = known;
  if (isFew) return (few[number] = judged(known, columns, row));
  if (!Number.isSafeInteger(number)) return judged(known, columns, row);
  let combination = many.get(number);
  if (combination === undefined) many.set(number, (combination = judged(known, columns, row)));
  return combination;
}

function judged(
  { classify }: CodedOperations,
  { category, method, path, endpoint }: OperationColumns,
  row: number,
): KnownOperation | null {
  const classified = classify({
    category: textAt(category, row),
    method: textAt(method, row),
    path: textAt(path, row),
    endpoint: textAt(endpoint, row),
  });
  return classified === null ? null : { classified, adAccounts: [] };
}
