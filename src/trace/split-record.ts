const QUOTE = 34;

/** The cells of a record; or what is wrong with its quotes; or that a quoted cell goes on behind its end. */
export type SplitRecord =
  { readonly cells: string[] } | { readonly broken: string } | { readonly open: true };

/**
 * Splits one record of comma-separated values (RFC 4180). A cell in double quotes may hold delimiters, line
 * ends and, doubled, quotes. Spaces around cells are cut, those inside quotes kept.
 * @param delimiter one character.
 */
export function splitRecord(text: string, delimiter: string): SplitRecord {
  if (!text.includes('"')) return { cells: text.split(delimiter).map((cell) => cell.trim()) };
  const cells: string[] = [];
  for (let at = 0; ;) {
    const start = skipSpaces(text, at, delimiter);
    let end: number;
    if (text.charCodeAt(start) === QUOTE) {
      const close = closingQuote(text, start);
      if (close === -1) return { open: true };
      end = skipSpaces(text, close + 1, delimiter);
      if (end < text.length && text[end] !== delimiter) {
        return { broken: `text behind the closing quote of cell ${cells.length + 1}` };
      }
      cells.push(text.slice(start + 1, close).replaceAll('""', '"'));
    } else {
      const next = text.indexOf(delimiter, start);
      end = next === -1 ? text.length : next;
      const cell = text.slice(start, end).trim();
      if (cell.includes('"')) {
        return { broken: `a quote inside cell ${cells.length + 1}, which does not begin with one` };
      }
      cells.push(cell);
    }
    if (end === text.length) return { cells };
    at = end + 1;
  }
}

/** The quote that ends the cell whose opening quote stands at `open`; -1 if none does. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function skipSpaces(text: string, from: number, delimiter: string): number {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at++;
  return at;
}
