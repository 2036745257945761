import { blocks, lineText } from './bytes/blocks.js';
import { InputError } from '../errors.js';
import { excerpt } from './excerpt.js';
import { LOG_NAMES } from './logs/log-names.js';
import { createLogRows } from './logs/log-rows.js';
import type { RowScanner } from './bytes/row-scanner.js';
import type { RowSink } from './row-sink.js';
import { takeLines, type LineTaker } from './bytes/take-lines.js';
import { createCellTokenizer, DOUBT, type Tokenizer } from './bytes/tokenizer.js';

const FIELDS = /^#Fields:\s*(.*)$/i;
const TIME_OF_DAY = /^\d\d?:\d\d/;
const HASH = 35;
const PLUS = 43;
const MINUS = 45;

/**
 * Logs in the Extended Log File Format of the W3C (Working Draft WD-logfile-960323), as IIS and CloudFront
 * write them: `#Fields:` names the columns of the lines below it, and may come again with others. `+` stands
 * for a space and `-` for nothing; times are UTC. `timestamp`, `method`, `path`, `user` and `status` are made of
 * the fields that tell them.
 */
export async function readW3c(chunks: AsyncIterable<Uint8Array>, sink: RowSink): Promise<void> {
  const taker = createFieldsTaker(sink);
  let line = 0;
  for await (const block of blocks(chunks)) line = takeLines(taker, block, line);
}

/** Follows the directives, and takes each line by the fields above it. */
function createFieldsTaker(sink: RowSink): LineTaker {
  let fields: Fields | undefined;
  return {
    get scan() {
      return fields?.scan;
    },
    take(block, at, end, line) {
      const text = lineText(block, at, end);
      const named = FIELDS.exec(text.trim())?.[1];
      if (named !== undefined) {
        if (named !== fields?.text) fields = openFields(named, sink, line);
      } else if (text.trim() !== '' && !text.startsWith('#')) {
        if (fields === undefined)
          sink.bad('no #Fields line above it', `found ${excerpt(text)}`, line);
        else fields.take(text, line);
      }
    },
    bad(reason, found, line) {
      sink.bad(reason, found, line);
    },
  };
}

/** The fields of the lines below a `#Fields:` directive. */
interface Fields {
  readonly text: string;
  /** Undefined before the first line, which shows the delimiter. */
  readonly scan: RowScanner | undefined;
  readonly take: (text: string, line: number) => void;
}

function openFields(text: string, sink: RowSink, line: number): Fields {
  const names = text.split(/\s+/);
  const width = names.length;
  const rows = createLogRows(names, sink);
  sink.header(rows.names, line);
  const isDateless = sink.wanted.includes('timestamp') && timeName(names) === 'time';
  let valuesOf: ((line: string) => string[]) | undefined;
  let scan: RowScanner | undefined;
  return {
    text,
    get scan() {
      return scan;
    },
    take(text, line) {
      if (valuesOf === undefined) {
        const delimiter = text.includes('\t') ? '\t' : ' ';
        valuesOf = createSplitter(delimiter);
        const tokenize = createCellTokenizer({ delimiter, enclosures: ['""'], width });
        scan = rows.scanner(plainOnly(tokenize, [...rows.needed]));
      }
      const values = valuesOf(text);
      if (isDateless && TIME_OF_DAY.test(values[names.indexOf('time')] ?? '')) {
        throw new InputError(
          '#Fields has "time" but no "date", so that no line tells its day; log the date too (in IIS: Logging, ' +
            'Select Fields, Date), or put it before each line and "date" into #Fields',
          { location: { line } },
        );
      }
      if (values.length === width + 1 && values.at(-1) === '') values.pop();
      if (values.length === width) {
        sink.row(rows.cells(values), line);
      } else {
        const found = `${values.length} cells where #Fields has ${width}`;
        sink.bad('wrong number of cells', found, line);
      }
    },
  };
}

/** What alone tells a line's time; undefined where a date does. */
function timeName(names: readonly string[]): string | undefined {
  if (names.includes('timestamp') || names.includes('date')) return undefined;
  return LOG_NAMES.timestamp.find((name) => names.includes(name));
}

/** Doubts directives, and lines that hold a `+` in a needed cell; a needed cell `-` is empty. */
function plainOnly(tokenize: Tokenizer, needed: readonly number[]): Tokenizer {
  return (cells, at) => {
    const { bytes, starts, ends } = cells;
    if (bytes[at] === HASH) return DOUBT;
    const next = tokenize(cells, at);
    if (next === DOUBT) return DOUBT;
    for (const place of needed) {
      const start = starts[place]!;
      const end = ends[place]!;
      if (end === start + 1 && bytes[start] === MINUS) ends[place] = start;
      for (let i = start; i < end; i++) if (bytes[i] === PLUS) return DOUBT;
    }
    return next;
  };
}

/** Splits lines into values. One in quotes may hold the delimiter, and stands for itself. */
function createSplitter(delimiter: string): (line: string) => string[] {
  const space = `(?:(?!${delimiter})\\s)*`;
  const value = new RegExp(
    `${delimiter}(?:${space}"((?:[^"]|"")*)"${space}(?=${delimiter}|$)|([^${delimiter}]*))`,
    'g',
  );
  return (line) =>
    [...`${delimiter}${line}`.matchAll(value)].map(([, quoted, bare = '']) => {
      const text = quoted?.replaceAll('""', '"') ?? bare.trim().replaceAll('+', ' ');
      return text === '-' ? '' : text;
    });
}
