import { lines } from './lines.js';
import type { RowSink } from './row-sink.js';
import { isUnclosed, parseRecords, UNCLOSED } from './parse-records.js';

const DELIMITERS = [',', ';', '\t', '|'];

/** A quoted cell that goes on over more lines than this has lost its closing quote. */
const LONGEST_RECORD_LINES = 1000;

/** So many records with quotes are parsed together. */
const RECORDS_AT_ONCE = 1000;

/** The delimiter that occurs most often outside quotes in the header; a comma if none does. */
export function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * Comma-separated values with a header: RFC 4180, and beyond it a byte order mark, LF or CRLF, blank lines,
 * and semicolons, tabs or bars in place of commas. Spaces around cells are cut. Whatever has a quote in it is
 * read by csv-parse. A record whose quotes are broken costs its first line; the reading goes on with the line
 * behind it.
 */
export async function readCsv(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const takeRecord = recordTaker(sink);
  let delimiter: string | undefined;
  let line = 0;
  /** Lines of a record whose quotes are not yet even in number. */
  let open: string[] = [];
  /** Whole records that wait to be parsed together, and their first lines. */
  let texts: string[] = [];
  let firstLines: number[] = [];

  const take = (text: string): void => {
    line++;
    if (open.length > 0) {
      open.push(text);
      if (hasOddQuotes(text)) closeRecord();
      else if (open.length > LONGEST_RECORD_LINES) giveUp();
      return;
    }
    if (text.trim() === '') return;
    delimiter ??= detectDelimiter(text);
    if (hasOddQuotes(text)) {
      const [record] = parseRecords([text], delimiter);
      open = [text];
      if (!isUnclosed(record!) && 'broken' in record!) giveUp(record.broken);
    } else if (texts.length > 0 || text.includes('"')) {
      addRecord(text, line);
    } else {
      takeRecord(
        text.split(delimiter).map((cell) => cell.trim()),
        line,
      );
    }
  };

  const addRecord = (text: string, first: number): void => {
    texts.push(text);
    firstLines.push(first);
    if (texts.length === RECORDS_AT_ONCE) parseWaiting();
  };

  /** Takes the open record, now that its quotes are even in number. */
  const closeRecord = (): void => {
    parseWaiting();
    const [record] = parseRecords([open.join('\n')], delimiter!);
    if ('broken' in record!) {
      giveUp(record.broken);
      return;
    }
    const first = line - open.length + 1;
    open = [];
    takeRecord(record!.cells, first);
  };

  const parseWaiting = (): void => {
    const [records, lineOf] = [parseRecords(texts, delimiter!), firstLines];
    texts = [];
    firstLines = [];
    records.forEach((record, i) => {
      if ('cells' in record) takeRecord(record.cells, lineOf[i]!);
      else sink.bad('broken quotes', record.broken, lineOf[i]!);
    });
  };

  /** Counts the open record's first line as bad, and takes those behind it anew. */
  const giveUp = (broken = UNCLOSED): void => {
    const [, ...rest] = open;
    line -= rest.length;
    open = [];
    parseWaiting();
    sink.bad('broken quotes', broken, line);
    rest.forEach(take);
  };

  for await (const some of lines(chunks)) some.forEach(take);
  while (open.length > 0) giveUp();
  parseWaiting();
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
