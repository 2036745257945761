import { createByteInterner } from './byte-interner.js';
import { bareEnd, NO_END, stringEnd } from './json-value-end.js';
import {
  firstMark,
  marksOfZero,
  repeated,
  shortText,
  standsAt,
  WORD,
  wordsOf,
  type ShortText,
} from './words.js';

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
const COLON = 58;
const COMMA = 44;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;
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
  /** Bytes at which a bare cell ends, or is doubtful. */
  const stops = new Uint8Array(256);
  stops[delimiter] = 1;
  stops[LINE_FEED] = 1;
  for (const pair of enclosures) {
    closers[pair.charCodeAt(0)] = pair.charCodeAt(1);
    stops[pair.charCodeAt(0)] = 1;
  }
  const isSpace = (byte: number): boolean => isAsciiSpace(byte) && byte !== delimiter;
  const delimiters = repeated(delimiter);
  const [openers = delimiters, others = openers, ...more] = enclosures.map((pair) =>
    repeated(pair.charCodeAt(0)),
  );

  /** Where a bare cell ends, or is doubtful. */
  const bareCellEnd = (bytes: Uint8Array, start: number): number => {
    const words = wordsOf(bytes);
    const last = more.length > 0 ? -1 : words.byteLength - WORD;
    let i = start;
    for (; i <= last; i += WORD) {
      const word = words.getInt32(i, true);
      const marks =
        marksOfZero(word ^ delimiters) |
        marksOfZero(word ^ LINE_FEEDS) |
        marksOfZero(word ^ openers) |
        marksOfZero(word ^ others);
      if (marks !== 0) return i + firstMark(marks);
    }
    while (stops[bytes[i]!] === 0) i++;
    return i;
  };

  return (cells, at) => {
    const { bytes, starts, ends } = cells;
    if (mayBeBlank(bytes, at)) return DOUBT;
    let i = at;
    for (let cell = 0; cell < width; cell++) {
      while (isSpace(bytes[i]!)) i++;
      const closer = closers[bytes[i]!]!;
      if (closer === 0) {
        const start = i;
        i = bareCellEnd(bytes, start);
        let end = i;
        while (end > start && isSpace(bytes[end - 1]!)) end--;
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
        while (isSpace(bytes[i]!)) i++;
      }
      const expected = cell === width - 1 ? LINE_FEED : delimiter;
      if (bytes[i++] !== expected) return DOUBT;
    }
    return i;
  };
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

/**
 * A tokenizer of lines that hold a JSON object each (RFC 8259), whose cells are the values of the named keys:
 * text without its quotes, numbers and literals as they stand, nothing for null. Doubtful are: escapes,
 * nested values, a named key that comes twice, a number whose text is not its plain decimal form, a key with
 * characters beyond ASCII that is not named, and whatever is no JSON.
 */
export function createObjectTokenizer(names: readonly string[]): Tokenizer {
  const keys = createByteInterner();
  for (const name of names) {
    const key = new TextEncoder().encode(name);
    keys.intern(0, key, 0, key.length);
  }
  const width = names.length;
  /** What stood before each value of the line before, from the brace or comma on, and the value's cell; most lines have the same. */
  const order: Lead[] = [];

  /** Reads from the brace or comma at `at` to the value behind it, and keeps that for the lines to come. */
  const readLead = (bytes: Uint8Array, at: number, member: number): Lead | undefined => {
    if (bytes[at] !== (member === 0 ? OPENING_BRACE : COMMA)) return undefined;
    const start = skipSpace(bytes, at + 1) + 1;
    if (bytes[start - 1] !== QUOTE) return undefined;
    const end = stringEnd(bytes, start);
    if (end === NO_END) return undefined;
    const colon = skipSpace(bytes, end + 1);
    if (bytes[colon] !== COLON) return undefined;
    const cell = keys.find(0, bytes, start, end);
    if (cell === -1 && !isAscii(bytes, start, end)) return undefined;
    const lead = { text: shortText(bytes, at, skipSpace(bytes, colon + 1)), cell };
    if (member < KEPT_LEADS) order[member] = lead;
    return lead;
  };

  return (cells, at) => {
    const { bytes, starts, ends } = cells;
    for (let cell = 0; cell < width; cell++) starts[cell] = ends[cell] = ABSENT;
    const words = wordsOf(bytes);
    let i = skipSpace(bytes, at);
    for (let member = 0; ; member++) {
      let lead = order[member];
      if (lead === undefined || !standsAt(lead.text, words, i)) lead = readLead(bytes, i, member);
      if (lead === undefined) return DOUBT;
      const { text, cell } = lead;
      if (cell !== -1 && starts[cell] !== ABSENT) return DOUBT;
      i = skipSpace(bytes, i + text.length);
      const isText = bytes[i] === QUOTE;
      const start = isText ? i + 1 : i;
      const end = isText ? stringEnd(bytes, start) : bareEnd(bytes, start);
      if (end === NO_END) return DOUBT;
      if (cell !== -1) {
        starts[cell] = start;
        ends[cell] = !isText && bytes[start] === LOWER_N ? start : end;
      }
      i = skipSpace(bytes, isText ? end + 1 : end);
      if (bytes[i] !== COMMA) break;
    }
    if (bytes[i] !== CLOSING_BRACE) return DOUBT;
    i = skipSpace(bytes, i + 1);
    return bytes[i] === LINE_FEED ? i + 1 : DOUBT;
  };
}

/** What stands before a value: a brace or comma, a key and a colon, with the spaces between. */
interface Lead {
  readonly text: ShortText;
  /** The key's cell, -1 if it is not named. */
  readonly cell: number;
}

/** So many leads of the line before are looked at. */
const KEPT_LEADS = 256;

/** Start and end of a key's value before the key was met. */
const ABSENT = -1;

const LOWER_N = 110;

/** White space of JSON within a line. */
function skipSpace(bytes: Uint8Array, at: number): number {
  let i = at;
  while (bytes[i] === SPACE || bytes[i] === 9 || bytes[i] === 13) i++;
  return i;
}

/** Whether all bytes of a span are ASCII. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >= FIRST_BEYOND_ASCII) return false;
  return true;
}
