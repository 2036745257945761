import { COLUMN_NAMES, type ColumnMap } from './column-map.js';
import { wholeNumber } from './parse-row.js';
import type { Cell } from './row-sink.js';

const COST = COLUMN_NAMES.indexOf('cost');

/** A cost that is the sum of several columns of the file. */
export interface CostSum {
  /** The columns that are added, by their own names. */
  readonly columns: readonly string[];
  /**
   * The cells of a row, its cost filled in.
   * @param cells in the order of `COLUMN_NAMES`, then those of `columns`.
   */
  addUp(cells: readonly Cell[]): readonly Cell[];
}

/** The sum that a map makes of the cost; undefined if it makes none. An empty cell adds nothing. */
export function costSumOf(map: ColumnMap): CostSum | undefined {
  const source = map.get('cost');
  if (source === undefined || !('sum' in source)) return undefined;
  return {
    columns: source.sum,
    addUp(cells) {
      const added = cells
        .slice(COLUMN_NAMES.length)
        .filter((cell): cell is string => cell !== undefined && cell !== '');
      return cells.slice(0, COLUMN_NAMES.length).with(COST, sumOf(added));
    },
  };
}

/** The sum as a cell; the first cell that is no whole number, if there is one, for the reader of costs to refuse. */
function sumOf(cells: readonly string[]): Cell {
  if (cells.length === 0) return undefined;
  const bad = cells.find((cell) => typeof wholeNumber(cell) !== 'number');
  return bad ?? String(cells.reduce((sum, cell) => sum + Number(cell), 0));
}
