import { createByteInterner, type ByteInterner } from '../bytes/byte-interner.js';
import { bareEnd, NO_END, stringEnd } from './json-value-end.js';
import { DOUBT, isAscii, type CellSpans, type Tokenizer } from '../bytes/tokenizer.js';
import { shortText, standsAt, wordsOf, type ShortText } from '../bytes/words.js';

const LINE_FEED = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/**
 * A tokenizer of lines that hold a JSON object each (RFC 8259), whose cells are the values of the named keys:
 * text without its quotes, numbers and literals as they stand, nothing for null. Doubtful are: escapes,
 * nested values, a named key that comes twice, a number whose text is not its plain decimal form, a key with
 * characters beyond ASCII that is not named, and whatever is no JSON.
 * @param watched keys that make a line doubtful.
 */
export function createObjectTokenizer(
  names: readonly string[],
  watched: readonly string[] = [],
): Tokenizer {
  const keys = createByteInterner();
  for (const [scope, texts] of [names, watched].entries()) {
    for (const text of texts) {
      const key = new TextEncoder().encode(text);
      keys.intern(scope, key, 0, key.length);
    }
  }
  const shape: ObjectShape = { keys, width: names.length, order: [] };
  return (cells, at) => cutObject(shape, cells, at);
}

/** What is known of the objects of a file. */
interface ObjectShape {
  /** Named keys under 0, in the order of their cells; watched ones under 1. */
  readonly keys: ByteInterner;
  readonly width: number;
  /** What stood before each value of the line before, from the brace or comma on, and the value's cell; most lines have the same. */
  readonly order: Lead[];
}

/** Reads from the brace or comma at `at` to the value behind it, and keeps that for the lines to come. */
function readLead(
  { keys, order }: ObjectShape,
  bytes: Uint8Array,
  at: number,
  member: number,
): Lead | undefined {
  if (bytes[at] !== (member === 0 ? OPENING_BRACE : COMMA)) return undefined;
  const start = skipSpace(bytes, at + 1) + 1;
  if (bytes[start - 1] !== QUOTE) return undefined;
  const end = stringEnd(bytes, start);
  if (end === NO_END) return undefined;
  const colon = skipSpace(bytes, end + 1);
  if (bytes[colon] !== COLON) return undefined;
  const cell = keys.find(0, bytes, start, end);
  if (cell === -1 && !isAscii(bytes, start, end)) return undefined;
  if (cell === -1 && keys.find(1, bytes, start, end) !== -1) return undefined;
  const lead = { text: shortText(bytes, at, skipSpace(bytes, colon + 1)), cell };
  if (member < KEPT_LEADS) order[member] = lead;
  return lead;
}

function cutObject(shape: ObjectShape, cells: CellSpans, at: number): number {
  const { width, order } = shape;
  const { bytes, starts, ends } = cells;
  for (let cell = 0; cell < width; cell++) starts[cell] = ends[cell] = ABSENT;
  const words = wordsOf(bytes);
  let i = skipSpace(bytes, at);
  for (let member = 0; ; member++) {
    let lead = order[member];
    if (lead === undefined || !standsAt(lead.text, words, i)) {
      lead = readLead(shape, bytes, i, member);
    }
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
  while (bytes[i]! <= SPACE && (bytes[i] === SPACE || bytes[i] === 9 || bytes[i] === 13)) i++;
  return i;
}
