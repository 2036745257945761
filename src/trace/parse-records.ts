import { CsvError, parse } from 'csv-parse/sync';

/** The cells of a record, or what csv-parse has to say against it. */
export type ParsedRecord = { readonly cells: string[] } | { readonly broken: string };

/** What is said of a record that ends within a quoted cell. */
export const UNCLOSED = 'a quote that is not closed';

/** Whether a record ends within a quoted cell, so that it may go on in the next line. */
export function isUnclosed(record: ParsedRecord): boolean {
  return 'broken' in record && record.broken.startsWith(UNCLOSED);
}

/**
 * Parses records of comma-separated values, by csv-parse. Spaces around cells are cut.
 * @param texts one record each, without the line end behind it.
 */
export function parseRecords(texts: readonly string[], delimiter: string): ParsedRecord[] {
  const records = parseAll(texts, delimiter);
  if (Array.isArray(records)) return records.map((cells) => ({ cells }));
  if (texts.length === 1) return [{ broken: records }];
  return texts.flatMap((text) => parseRecords([text], delimiter));
}

/** The cells of every record; a text if they cannot all be parsed. */
function parseAll(texts: readonly string[], delimiter: string): string[][] | string {
  try {
    const options = { delimiter, relax_column_count: true, trim: true, record_delimiter: '\n' };
    const records = parse(texts.join('\n'), options);
    return records.length === texts.length ? records : 'more than one record';
  } catch (error) {
    if (error instanceof CsvError) return explain(error);
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'text behind the closing quote',
  INVALID_OPENING_QUOTE: 'a quote inside a cell that does not begin with one,',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'text behind the closing quote',
  CSV_QUOTE_NOT_CLOSED: UNCLOSED,
};

/** What csv-parse says, without the lines that it counts from the start of what it was given. */
function explain({ code, message, column }: CsvError): string {
  const reason = REASONS[code];
  if (reason === undefined) return message;
  if (reason === UNCLOSED || typeof column !== 'number') return reason;
  return `${reason} in cell ${column + 1}`;
}
