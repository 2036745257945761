import { firstMark, marksBelow, marksOfZero, repeated, WORD, wordsOf } from './words.js';

/**
 * The cells of one line, as places in a block of bytes: cell `i` is `bytes` from `starts[i]` to before
 * `ends[i]`, spaces around it and quotes cut. The last cell is one more than the line has, and always empty:
 * it stands for a column that the file lacks.
 */
export interface CellSpans {
  bytes: Uint8Array;
  /** Whether a quote within a cell stands there twice. */
  doublesQuotes?: boolean;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/**
 * Cuts the line of `cells.bytes` that begins at `at` into cells. The bytes end in a line feed. Returns where
 * the next line begins, or `DOUBT` for a line that only the authority on the format can tell.
 */
export type Tokenizer = (cells: CellSpans, at: number) => number;
export const DOUBT = -1;

const LINE_FEED = 10;
const LINE_FEEDS = repeated(LINE_FEED);
const SPACE = 32;
const QUOTE = 34;
const FIRST_BEYOND_ASCII = 128;

/** How lines of cells are written. */
export interface CellGrammar {
  /** One ASCII character. */
  readonly delimiter: string;
  /** Pairs of characters that enclose a cell: `""` for CSV, `""` and `[]` for access logs. */
  readonly enclosures: readonly string[];
  /** How many cells a line has. */
  readonly width: number;
}

/**
 * A tokenizer of lines whose cells stand between delimiters, bare or enclosed. Doubtful are: a line that may
 * be blank, another number of cells, an opening character within a bare cell, and an enclosed cell that
 * holds a line end or, unless it is a quote that stands twice, its closing character.
 */
export function createCellTokenizer(grammar: CellGrammar): Tokenizer {
  const { enclosures, width } = grammar;
  const delimiter = grammar.delimiter.charCodeAt(0);
  const closers = new Uint8Array(256);
  const stops = new Uint8Array(256);
  stops[delimiter] = 1;
  stops[LINE_FEED] = 1;
  for (const pair of enclosures) {
    closers[pair.charCodeAt(0)] = pair.charCodeAt(1);
    stops[pair.charCodeAt(0)] = 1;
  }
  const delimiters = repeated(delimiter);
  const [openers = delimiters, others = openers, ...more] = enclosures.map((pair) =>
    repeated(pair.charCodeAt(0)),
  );
  const isByWord = more.length === 0;
  const above = repeated(stops.lastIndexOf(1) + 1);
  const dialect = {
    width,
    delimiter,
    closers,
    stops,
    above,
    delimiters,
    openers,
    others,
    isByWord,
  };
  return (cells, at) => cutCells(dialect, cells, at);
}

/** What is known of a grammar, for functions whose machine code outlives a tokenizer. */
interface Dialect {
  readonly width: number;
  readonly delimiter: number;
  /** By what opens an enclosed cell, what closes it. */
  readonly closers: Uint8Array;
  /** Bytes at which a bare cell ends, or is doubtful. */
  readonly stops: Uint8Array;
  /** The byte above all of them, four times. */
  readonly above: number;
  /** The same as words, if they are so few. */
  readonly isByWord: boolean;
  readonly delimiters: number;
  readonly openers: number;
  readonly others: number;
}

/** Where a bare cell ends, or is doubtful. */
function bareCellEnd(dialect: Dialect, bytes: Uint8Array, start: number): number {
  const { delimiters, openers, others, stops, above } = dialect;
  const words = wordsOf(bytes);
  const last = dialect.isByWord ? words.byteLength - WORD : -1;
  let i = start;
  for (; i <= last; i += WORD) {
    const word = words.getInt32(i, true);
    if (marksBelow(word, above) === 0) continue;
    const marks =
      marksOfZero(word ^ delimiters) |
      marksOfZero(word ^ LINE_FEEDS) |
      marksOfZero(word ^ openers) |
      marksOfZero(word ^ others);
    if (marks !== 0) return i + firstMark(marks);
  }
  while (stops[bytes[i]!] === 0) i++;
  return i;
}

function cutCells(dialect: Dialect, cells: CellSpans, at: number): number {
  const { width, delimiter, closers } = dialect;
  const { bytes, starts, ends } = cells;
  if (mayBeBlank(bytes, at)) return DOUBT;
  let i = at;
  for (let cell = 0; cell < width; cell++) {
    while (isSpaceOf(delimiter, bytes[i]!)) i++;
    const closer = closers[bytes[i]!]!;
    if (closer === 0) {
      const start = i;
      i = bareCellEnd(dialect, bytes, start);
      let end = i;
      while (end > start && isSpaceOf(delimiter, bytes[end - 1]!)) end--;
      starts[cell] = start;
      ends[cell] = end;
    } else {
      starts[cell] = ++i;
      for (; bytes[i] !== closer || (closer === QUOTE && bytes[i + 1] === QUOTE); i++) {
        if (bytes[i] === LINE_FEED) return DOUBT;
        if (bytes[i] === QUOTE && closer === QUOTE) {
          cells.doublesQuotes = true;
          i++;
        }
      }
      ends[cell] = i++;
      while (isSpaceOf(delimiter, bytes[i]!)) i++;
    }
    const expected = cell === width - 1 ? LINE_FEED : delimiter;
    if (bytes[i++] !== expected) return DOUBT;
  }
  return i;
}

function isSpaceOf(delimiter: number, byte: number): boolean {
  return isAsciiSpace(byte) && byte !== delimiter;
}

/** Whether a byte is white space of ASCII other than a line feed. */
function isAsciiSpace(byte: number): boolean {
  return byte === SPACE || (byte <= 13 && byte >= 9 && byte !== LINE_FEED);
}

/** Whether all of a line may be white space, of which some lies beyond ASCII. */
function mayBeBlank(bytes: Uint8Array, at: number): boolean {
  let i = at;
  while (isAsciiSpace(bytes[i]!) || bytes[i]! >= FIRST_BEYOND_ASCII) i++;
  return bytes[i] === LINE_FEED;
}

/** Whether all bytes of a span are ASCII. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >= FIRST_BEYOND_ASCII) return false;
  return true;
}
