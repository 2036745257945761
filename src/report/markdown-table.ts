import stringWidth from 'fast-string-width';
import type { Side } from './text-table.js';

/** A column of a table by its name, already Markdown, and the side on which its cells stand. */
export type MarkdownColumn = readonly [name: string, side: Side];

/** A table of GitHub-flavoured Markdown whose columns are aligned in its text too; empty without rows. @param rows cells that are already Markdown. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const head = columns.map(([name]) => name);
  const widths = columns.map((_, i) =>
    Math.max(3, ...[head, ...rows].map((row) => stringWidth(row[i] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    `| ${columns.map(([, side], i) => padded(row[i] ?? '', widths[i]!, side)).join(' | ')} |`;
  const rule = columns.map(([, side], i) => {
    const dashes = '-'.repeat(widths[i]!);
    return side === 'left' ? dashes : `${dashes.slice(1)}:`;
  });
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function padded(text: string, width: number, side: Side): string {
  const padding = ' '.repeat(width - stringWidth(text));
  return side === 'left' ? text + padding : padding + text;
}
