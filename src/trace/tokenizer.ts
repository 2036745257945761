import { createByteInterner } from './byte-interner.js';

/**
 * The cells of one line, as places in a block of bytes: cell `i` is `bytes` from `starts[i]` to before
 * `ends[i]`, spaces around it and quotes cut. The last cell is one more than the line has, and always empty:
 * it stands for a column that the file lacks.
 */
export interface CellSpans {
  bytes: Uint8Array;
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
const SPACE = 32;
const QUOTE = 34;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const COMMA = 44;
const BACKSLASH = 92;
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
 * holds a line end or its closing character.
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

  return (cells, at) => {
    const { bytes, starts, ends } = cells;
    if (mayBeBlank(bytes, at)) return DOUBT;
    let i = at;
    for (let cell = 0; cell < width; cell++) {
      while (isSpace(bytes[i]!)) i++;
      const closer = closers[bytes[i]!]!;
      if (closer === 0) {
        starts[cell] = i;
        while (stops[bytes[i]!] === 0) i++;
        let end = i;
        while (end > starts[cell]! && isSpace(bytes[end - 1]!)) end--;
        ends[cell] = end;
      } else {
        starts[cell] = ++i;
        while (bytes[i] !== closer && bytes[i] !== LINE_FEED) i++;
        ends[cell] = i;
        if (bytes[i] !== closer) return DOUBT;
        i++;
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
  /** The keys of the line before, with their closing quotes, and the cell of each; most lines have the same. */
  const order: { readonly key: Uint8Array; readonly cell: number }[] = [];

  return (cells, at) => {
    const { bytes, starts, ends } = cells;
    for (let cell = 0; cell < width; cell++) starts[cell] = ends[cell] = ABSENT;
    let i = skipSpace(bytes, at);
    if (bytes[i] !== OPENING_BRACE) return DOUBT;
    for (let member = 0; ; member++) {
      i = skipSpace(bytes, i + 1);
      if (bytes[i++] !== QUOTE) return DOUBT;
      let known = order[member];
      if (known === undefined || !standsAt(known.key, bytes, i)) {
        const end = stringEnd(bytes, i);
        if (end === DOUBT) return DOUBT;
        const cell = keys.find(0, bytes, i, end);
        if (cell === -1 && !isAscii(bytes, i, end)) return DOUBT;
        known = { key: bytes.slice(i, end + 1), cell };
        if (member < KEPT_KEYS) order[member] = known;
      }
      const { key, cell } = known;
      if (cell !== -1 && starts[cell] !== ABSENT) return DOUBT;
      i = skipSpace(bytes, i + key.length);
      if (bytes[i] !== COLON) return DOUBT;
      i = skipSpace(bytes, i + 1);
      const isText = bytes[i] === QUOTE;
      const start = isText ? i + 1 : i;
      const end = isText ? stringEnd(bytes, start) : bareEnd(bytes, start);
      if (end === DOUBT) return DOUBT;
      if (cell !== -1) {
        starts[cell] = start;
        ends[cell] = !isText && bytes[start] === NULL[0] ? start : end;
      }
      i = skipSpace(bytes, isText ? end + 1 : end);
      if (bytes[i] !== COMMA) break;
    }
    if (bytes[i] !== CLOSING_BRACE) return DOUBT;
    i = skipSpace(bytes, i + 1);
    return bytes[i] === LINE_FEED ? i + 1 : DOUBT;
  };
}

/** So many keys of the line before are looked at. */
const KEPT_KEYS = 256;

/** Whether these bytes stand in a block from `at` on. */
function standsAt(these: Uint8Array, block: Uint8Array, at: number): boolean {
  for (let i = 0; i < these.length; i++) if (these[i] !== block[at + i]) return false;
  return true;
}

/** Start and end of a key's value before the key was met. */
const ABSENT = -1;

const [TRUE, FALSE, NULL] = ['true', 'false', 'null'].map((word) =>
  new TextEncoder().encode(word),
) as [Uint8Array, Uint8Array, Uint8Array];

/** White space of JSON within a line. */
function skipSpace(bytes: Uint8Array, at: number): number {
  let i = at;
  while (bytes[i] === SPACE || bytes[i] === 9 || bytes[i] === 13) i++;
  return i;
}

/** Where a string ends whose text begins at `at`: at its closing quote. */
function stringEnd(bytes: Uint8Array, at: number): number {
  let i = at;
  while (bytes[i] !== QUOTE) {
    if (bytes[i]! < SPACE || bytes[i] === BACKSLASH) return DOUBT;
    i++;
  }
  return i;
}

/** Where a number, `true`, `false` or `null` ends. */
function bareEnd(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first === MINUS || isDigit(first)) return numberEnd(bytes, at);
  const word = [TRUE, FALSE, NULL].find((literal) => literal[0] === first);
  return word !== undefined && standsAt(word, bytes, at) ? at + word.length : DOUBT;
}

/** Where a number ends; doubtful if it has an exponent, is -0, or has a fraction of noughts. */
function numberEnd(bytes: Uint8Array, at: number): number {
  let i = bytes[at] === MINUS ? at + 1 : at;
  const whole = i;
  while (isDigit(bytes[i]!)) i++;
  if (i === whole || (bytes[whole] === ZERO && i > whole + 1)) return DOUBT;
  if (bytes[i] !== POINT) return bytes[at] === MINUS && bytes[whole] === ZERO ? DOUBT : i;
  const fraction = ++i;
  let nonZero = false;
  while (isDigit(bytes[i]!)) if (bytes[i++] !== ZERO) nonZero = true;
  return i > fraction && nonZero ? i : DOUBT;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Whether all bytes of a span are ASCII. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >= FIRST_BEYOND_ASCII) return false;
  return true;
}
