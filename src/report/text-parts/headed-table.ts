import type { Palette } from '../palette.js';
import { type Side, textTable } from '../text-table.js';

export type Column = readonly [name: string, side: Side];

/** A table for a terminal under a dimmed line of column names. */
export function headedTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  palette: Palette,
): string {
  const head = columns.map(([name]) => palette.dim(name));
  return textTable(
    [head, ...rows],
    columns.map(([, side]) => side),
  );
}
