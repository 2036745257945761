import { lines } from './lines.js';
import type { RowSink } from './row-sink.js';
import { splitRecord } from './split-record.js';

const DELIMITERS = [',', ';', '\t', '|'];

/** A quoted cell that goes on over more lines than this has lost its closing quote. */
const LONGEST_RECORD_LINES = 1000;

/** The delimiter that occurs most often outside quotes in the header; a comma if none does. */
export function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * Comma-separated values with a header: RFC 4180, and beyond it a byte order mark, LF or CRLF, blank lines,
 * and semicolons, tabs or bars in place of commas. Spaces around cells are cut. A record whose quotes are
 * broken costs its first line; the reading goes on with the line behind it.
 */
export async function readCsv(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const takeRecord = recordTaker(sink);
  let delimiter: string | undefined;
  let line = 0;
  /** Lines of a record whose quoted cell is still open. */
  let open: string[] = [];

  const take = (text: string): void => {
    line++;
    if (open.length > 0) {
      open.push(text);
      if (hasOddQuotes(text)) takeOpen();
      else if (open.length > LONGEST_RECORD_LINES) giveUp('a quote that is not closed');
      return;
    }
    if (text.trim() === '') return;
    delimiter ??= detectDelimiter(text);
    const record = splitRecord(text, delimiter);
    if ('cells' in record) takeRecord(record.cells, line);
    else if ('broken' in record) sink.bad('broken quotes', record.broken, line);
    else open = [text];
  };

  /** Takes the open record, now that its quotes are even in number. */
  const takeOpen = (): void => {
    const record = splitRecord(open.join('\n'), delimiter!);
    if ('cells' in record) {
      const first = line - open.length + 1;
      open = [];
      takeRecord(record.cells, first);
    } else {
      giveUp('broken' in record ? record.broken : 'a quote that is not closed');
    }
  };

  /** Counts the open record's first line as bad, and takes those behind it anew. */
  const giveUp = (found: string): void => {
    const [, ...rest] = open;
    line -= rest.length;
    open = [];
    sink.bad('broken quotes', found, line);
    rest.forEach(take);
  };

  for await (const some of lines(chunks)) some.forEach(take);
  while (open.length > 0) giveUp('a quote that is not closed');
}

function hasOddQuotes(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

/** Tells the sink of the header, which is the first record, and of the rows under it. */
function recordTaker(sink: RowSink): (record: string[], line: number) => void {
  let width = 0;
  let indexes: number[] = [];
  return (record, line) => {
    if (width === 0) {
      width = record.length;
      sink.header(record, line);
      indexes = sink.wanted.map((name) => (name === undefined ? -1 : record.indexOf(name)));
    } else if (record.length === width) {
      sink.row(
        indexes.map((index) => (index === -1 ? undefined : record[index])),
        line,
      );
    } else {
      const found = `${record.length} cells where the header has ${width}`;
      sink.bad('wrong number of cells', found, line);
    }
  };
}
