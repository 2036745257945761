import { blocks, lineEnd, lineText } from './blocks.js';
import { createCsvRecords } from './csv-records.js';
import { createRowScanner, type RowScanner } from './row-scanner.js';
import type { RowSink } from './row-sink.js';
import { createCellTokenizer, DOUBT } from './tokenizer.js';

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
  let file: CsvFile | undefined;
  let line = 0;
  const takeBlock = (block: Uint8Array): void => {
    for (let at = 0; at < block.length;) {
      line++;
      const next = file?.scan(block, at) ?? DOUBT;
      if (next !== DOUBT) {
        at = next;
        continue;
      }
      const end = lineEnd(block, at);
      const text = lineText(block, at, end);
      at = end + 1;
      if (text.trim() !== '') file ??= openCsv(detectDelimiter(text), sink);
      file?.take(text, line);
    }
    file?.flush();
  };
  for await (const block of blocks(chunks)) takeBlock(block);
  file?.end();
}

/** A file whose delimiter is known. */
interface CsvFile {
  /** Takes a line as bytes; tells where the next one begins, or `DOUBT` if it has to come as text. */
  readonly scan: RowScanner;
  take(text: string, line: number): void;
  readonly flush: () => void;
  readonly end: () => void;
}

function openCsv(delimiter: string, sink: RowSink): CsvFile {
  let width = 0;
  let places: readonly number[] = [];
  let scanRow: RowScanner | undefined;
  let mayWait = true;
  const records = createCsvRecords(delimiter, {
    cells(cells, line) {
      if (width === 0) {
        width = cells.length;
        sink.header(cells, line);
        places = sink.wanted.map((name) => (name === undefined ? -1 : cells.indexOf(name)));
        const tokenize = createCellTokenizer({ delimiter, enclosures: ['""'], width });
        scanRow = createRowScanner(tokenize, width, places, sink);
      } else if (cells.length === width) {
        sink.row(
          places.map((place) => cells[place]),
          line,
        );
      } else {
        const found = `${cells.length} cells where the header has ${width}`;
        sink.bad('wrong number of cells', found, line);
      }
    },
    broken(found, line) {
      sink.bad('broken quotes', found, line);
    },
  });
  return {
    scan(block, at) {
      if (scanRow === undefined) return DOUBT;
      if (mayWait) {
        const { waiting } = records;
        if (waiting > 0) {
          if (waiting < COMPANIONS || waiting === Infinity) return DOUBT;
          records.flush();
        }
        mayWait = false;
      }
      return scanRow(block, at);
    },
    take(text, line) {
      mayWait = true;
      records.take(text, line);
      if (width === 0 && records.waiting < Infinity) records.flush();
    },
    flush: records.flush,
    end: records.end,
  };
}
