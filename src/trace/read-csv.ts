import { blocks, lineText } from './bytes/blocks.js';
import { createCsvRecords, type CsvRecords, type RecordTaker } from './csv-records.js';
import { createRowScanner, type RowScanner } from './bytes/row-scanner.js';
import type { RowSink } from './row-sink.js';
import { takeLines, type LineTaker } from './bytes/take-lines.js';
import { createCellTokenizer, DOUBT } from './bytes/tokenizer.js';

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * So many records, if they come, go to csv-parse together with one that has to: a call for one record costs
 * as much as ten records do.
 */
const COMPANIONS = 16;

/** The delimiter that occurs most often outside quotes in the header; a comma if none does. */
export function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * Comma-separated values with a header: RFC 4180, and beyond it a byte order mark, LF or CRLF, blank lines,
 * and semicolons, tabs or bars in place of commas. Spaces around cells are cut. csv-parse reads the header,
 * and then each record that the tokenizer doubts or the sink does not take as bytes. A record whose quotes
 * are broken costs its first line; the reading goes on with the line behind it.
 */
export async function readCsv(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const file = new CsvFile(sink);
  let lines = 0;
  for await (const block of blocks(chunks)) {
    lines = takeLines(file, block, lines);
    file.flush();
  }
  file.end();
}

/** A class, so that its machine code outlives it. */
class CsvFile implements LineTaker, RecordTaker {
  private readonly sink: RowSink;
  /** Undefined before the header's line, which tells the delimiter. */
  private delimiter: string | undefined;
  private records: CsvRecords | undefined;
  private width = 0;
  private places: readonly number[] = [];
  private scanRow: RowScanner | undefined;
  /** Whether a record may wait that came before the next line. */
  private mayWait = true;

  constructor(sink: RowSink) {
    this.sink = sink;
  }

  scan(block: Uint8Array, at: number): number {
    if (this.scanRow === undefined || (this.mayWait && this.hasToWait())) return DOUBT;
    return this.scanRow(block, at);
  }

  take(block: Uint8Array, at: number, end: number, line: number): void {
    const text = lineText(block, at, end);
    if (this.records === undefined) {
      if (text.trim() === '') return;
      this.delimiter = detectDelimiter(text);
      this.records = createCsvRecords(this.delimiter, this);
    }
    this.mayWait = true;
    this.records.take(text, line);
    if (this.width === 0 && this.records.waiting < Infinity) this.flush();
  }

  bad(reason: string, found: string, line: number): void {
    this.flush();
    this.sink.bad(reason, found, line);
  }

  flush(): void {
    this.records?.flush();
  }

  end(): void {
    this.records?.end();
  }

  cells(cells: readonly string[], line: number): void {
    const { sink, width } = this;
    if (width === 0) this.open(cells, line);
    else if (cells.length === width) {
      sink.row(
        this.places.map((place) => cells[place]),
        line,
      );
    } else {
      const found = `${cells.length} cells where the header has ${width}`;
      sink.bad('wrong number of cells', found, line);
    }
  }

  broken(found: string, line: number): void {
    this.sink.bad('broken quotes', found, line);
  }

  private open(names: readonly string[], line: number): void {
    const { sink, delimiter = ',' } = this;
    this.width = names.length;
    sink.header(names, line);
    this.places = sink.wanted.map((name) => (name === undefined ? -1 : names.indexOf(name)));
    const tokenize = createCellTokenizer({ delimiter, enclosures: ['""'], width: names.length });
    this.scanRow = createRowScanner(tokenize, names.length, this.places, sink);
  }

  /** Whether the next line has to come as text, since records wait: few, or one that is not yet whole. */
  private hasToWait(): boolean {
    const waiting = this.records?.waiting ?? 0;
    if (waiting > 0) {
      if (waiting < COMPANIONS || waiting === Infinity) return true;
      this.flush();
    }
    this.mayWait = false;
    return false;
  }
}
