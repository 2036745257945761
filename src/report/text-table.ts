import stringWidth from 'fast-string-width';

/** Which side a column's cells stand on. */
export type Side = 'left' | 'right';

/**
 * Cells in aligned columns, two spaces apart, a line a row. Widths are those of a terminal, whatever the
 * script or colour of the text.
 */
export function textTable(rows: readonly (readonly string[])[], sides: readonly Side[]): string {
  const widths = sides.map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  return rows.map((row) => line(row, widths, sides)).join('');
}

function line(row: readonly string[], widths: readonly number[], sides: readonly Side[]): string {
  const cells = sides.map((side, column) => {
    const text = row[column] ?? '';
    const padding = ' '.repeat(widths[column]! - stringWidth(text));
    return side === 'left' ? text + padding : padding + text;
  });
  return `  ${cells.join('  ').trimEnd()}\n`;
}
