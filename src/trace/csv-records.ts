import { isUnclosed, parseRecords, UNCLOSED, type ParsedRecord } from './parse-records.js';

/** A quoted cell that goes on over more lines than this has lost its closing quote. */
const LONGEST_RECORD_LINES = 1000;

/** So many records are parsed together: one alone costs as much as ten. */
const RECORDS_AT_ONCE = 1000;

/** Reads records from lines, by csv-parse. */
export interface CsvRecords {
  /** Takes the next line. Records are told once they are parsed, in order. */
  readonly take: (text: string, line: number) => void;
  /** Parses and tells the whole records that wait. */
  readonly flush: () => void;
  /** How many whole records wait; Infinity within a record that is not yet whole. */
  readonly waiting: number;
  /** Ends the last record. */
  readonly end: () => void;
}

/** Where records go, each with the line on which it begins. */
export interface RecordTaker {
  cells(cells: readonly string[], line: number): void;
  broken(found: string, line: number): void;
}

/**
 * A reader of records of one dialect. Blank lines are left out. A record whose quotes are broken costs its
 * first line; the reading goes on with the line behind it.
 */
export function createCsvRecords(delimiter: string, taker: RecordTaker): CsvRecords {
  /** Lines of a record whose quotes are not yet even in number, and the first one's number. */
  let open: string[] = [];
  let openedAt = 0;
  /** Whole records that wait to be parsed together, and their first lines. */
  let texts: string[] = [];
  let firstLines: number[] = [];

  const take = (text: string, line: number): void => {
    if (open.length > 0) {
      open.push(text);
      if (hasOddQuotes(text)) closeRecord();
      else if (open.length > LONGEST_RECORD_LINES) giveUp(UNCLOSED);
      return;
    }
    if (text.trim() === '') return;
    if (hasOddQuotes(text)) {
      const [record] = parseRecords([text], delimiter);
      open = [text];
      openedAt = line;
      if (!isUnclosed(record!) && 'broken' in record!) giveUp(record.broken);
    } else {
      texts.push(text);
      firstLines.push(line);
      if (texts.length === RECORDS_AT_ONCE) flush();
    }
  };

  const tell = (record: ParsedRecord, line: number): void => {
    if ('cells' in record) taker.cells(record.cells, line);
    else taker.broken(record.broken, line);
  };

  const flush = (): void => {
    const [records, lines] = [parseRecords(texts, delimiter), firstLines];
    texts = [];
    firstLines = [];
    records.forEach((record, i) => {
      tell(record, lines[i]!);
    });
  };

  /** Tells the open record, now that its quotes are even in number. */
  const closeRecord = (): void => {
    flush();
    const [record] = parseRecords([open.join('\n')], delimiter);
    if ('broken' in record!) {
      giveUp(record.broken);
      return;
    }
    open = [];
    tell(record!, openedAt);
  };

  /** Tells that the open record's first line is broken, and takes those behind it anew. */
  const giveUp = (broken: string): void => {
    const [first, rest] = [openedAt, open.slice(1)];
    open = [];
    flush();
    taker.broken(broken, first);
    rest.forEach((text, i) => {
      take(text, first + 1 + i);
    });
  };

  return {
    take,
    flush,
    get waiting() {
      return open.length > 0 ? Infinity : texts.length;
    },
    end() {
      while (open.length > 0) giveUp(UNCLOSED);
      flush();
    },
  };
}

function hasOddQuotes(text: string): boolean {
  return text.split('"').length % 2 === 0;
}
