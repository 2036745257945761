import type { LogLayout } from './log-layout.js';
import { DOUBT, type Tokenizer } from './tokenizer.js';
import { firstMark, marksOfZero, repeated, WORD, wordsOf } from './words.js';

/** Cuts lines of one layout into values. */
export interface LayoutTokenizer {
  /** Cuts a line; `DOUBT` for one that is not written so. A value `-` is empty. */
  readonly cut: Tokenizer;
  /** Whether a needed value of the line cut last holds escapes. */
  readonly escaped: boolean;
  /** Of the line cut last, if it is not written so: the text that it lacks, by its place in the layout. */
  readonly lacking: number;
}

const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const OPENING_BRACKET = 91;
const BACKSLASH = 92;
const [LINE_FEEDS, QUOTES, BACKSLASHES] = [LINE_FEED, QUOTE, BACKSLASH].map(repeated) as [
  number,
  number,
  number,
];

/**
 * A tokenizer of lines of one layout. A value ends where the text behind it first stands; an escaped
 * character is part of its value, and so are the commas and colons of a list as nginx writes it
 * (`10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80`, ngx_http_upstream_module) before a text that begins with a space.
 * @param needed places of the values whose cells are set.
 */
export function createLayoutTokenizer(
  layout: LogLayout,
  needed: ReadonlySet<number>,
): LayoutTokenizer {
  const { isOpen, mayNameHost } = layout;
  const texts = layout.texts.map((text) => new TextEncoder().encode(text));
  const isNeeded = layout.variables.map((_, place) => needed.has(place));
  const width = isNeeded.length;
  const firsts = texts.map(([byte = LINE_FEED]) => repeated(byte));
  const escapes = layout.escapes ? BACKSLASHES : LINE_FEEDS;
  let escaped = false;
  let holdsEscape = false;
  let lacking = 0;

  const isClosed = (bytes: Uint8Array, at: number): boolean =>
    isOpen || bytes[at] === LINE_FEED || (bytes[at] === RETURN && bytes[at + 1] === LINE_FEED);
  const isEnd = (bytes: Uint8Array, at: number, place: number): boolean => {
    const text = texts[place]!;
    for (let k = 1; k < text.length; k++) if (bytes[at + k] !== text[k]) return false;
    if (place === width && !isClosed(bytes, at + text.length)) return false;
    return text[0] !== SPACE || text[1] === COLON || !isInList(bytes, at);
  };
  /** Where the value that begins at `at` ends: at the text of this place. */
  const valueEnd = (bytes: Uint8Array, at: number, place: number): number => {
    if (texts[place]!.length === 0) return lastEnd(bytes, at, isOpen ? SPACE : LINE_FEED);
    const first = texts[place]![0]!;
    for (let i = at; ;) {
      i = nextOf(bytes, i, firsts[place]!, escapes);
      const byte = bytes[i]!;
      if (byte === first && isEnd(bytes, i, place)) return i;
      if (byte === LINE_FEED) return DOUBT;
      if (byte === first) {
        i++;
        continue;
      }
      holdsEscape = true;
      i += bytes[i + 1] === LINE_FEED ? 1 : 2;
    }
  };

  const cut: Tokenizer = (cells, at) => {
    const { bytes, starts, ends } = cells;
    escaped = false;
    lacking = 0;
    let i = mayNameHost ? afterHost(bytes, at) : at;
    const first = texts[0]!;
    if (!first.every((byte, k) => bytes[i + k] === byte)) return DOUBT;
    i += first.length;
    for (let place = 0; place < width; place++) {
      holdsEscape = false;
      const end = valueEnd(bytes, i, place + 1);
      if (end === DOUBT) {
        lacking = place + 1;
        return DOUBT;
      }
      if (isNeeded[place]) {
        const isNothing = end === i + 1 && bytes[i] === MINUS;
        starts[place] = i;
        ends[place] = isNothing ? i : end;
        escaped ||= holdsEscape;
      }
      i = end + texts[place + 1]!.length;
    }
    const next = restEnd(bytes, i);
    if (next === DOUBT) lacking = width + 1;
    return next;
  };
  return {
    cut,
    get escaped() {
      return escaped;
    },
    get lacking() {
      return lacking;
    },
  };
}

/** Where a value ends that no text follows: before a byte, or before the line end. */
function lastEnd(bytes: Uint8Array, at: number, stop: number): number {
  let i = at;
  while (bytes[i] !== stop && bytes[i] !== LINE_FEED) i++;
  return bytes[i] === LINE_FEED && i > at && bytes[i - 1] === RETURN ? i - 1 : i;
}

/** Whether the space at `at` stands within a list. */
function isInList(bytes: Uint8Array, at: number): boolean {
  if (bytes[at - 1] === COMMA) return true;
  if (bytes[at + 1] === COLON && bytes[at + 2] === SPACE) return true;
  return bytes[at - 1] === COLON && bytes[at - 2] === SPACE;
}

/** Where the first of two bytes or a line feed stands; each byte is given four times. */
function nextOf(bytes: Uint8Array, at: number, these: number, those: number): number {
  const words = wordsOf(bytes);
  const last = words.byteLength - WORD;
  let i = at;
  for (; i <= last; i += WORD) {
    const word = words.getInt32(i, true);
    const marks =
      marksOfZero(word ^ these) | marksOfZero(word ^ those) | marksOfZero(word ^ LINE_FEEDS);
    if (marks !== 0) return i + firstMark(marks);
  }
  while (bytes[i] !== (these & 255) && bytes[i] !== (those & 255) && bytes[i] !== LINE_FEED) i++;
  return i;
}

/** Where the next line begins; doubtful if a quote is not closed before it, as in a line that was cut off. */
function restEnd(bytes: Uint8Array, at: number): number {
  let quotes = 0;
  for (let i = at; ; i++) {
    i = nextOf(bytes, i, QUOTES, BACKSLASHES);
    if (bytes[i] === LINE_FEED) return quotes % 2 === 0 ? i + 1 : DOUBT;
    if (bytes[i] === QUOTE) quotes++;
    else if (bytes[i + 1] !== LINE_FEED) i++;
  }
}

/**
 * Where a line begins behind the name of a virtual host: where more than three words stand before the
 * time's bracket, and the second is not the `-` of a client that does not say who it is.
 */
function afterHost(bytes: Uint8Array, at: number): number {
  const second = nextWord(bytes, at);
  if (bytes[second] === MINUS && bytes[second + 1] === SPACE) return at;
  const fourth = nextWord(bytes, nextWord(bytes, second));
  if (bytes[fourth] === LINE_FEED || bytes[fourth] === OPENING_BRACKET) return at;
  return second - 2 >= at && bytes[second - 2] === COMMA ? at : second;
}

/** Where the word behind the next space begins; the line end if there is none. */
function nextWord(bytes: Uint8Array, at: number): number {
  let i = at;
  while (bytes[i] !== SPACE && bytes[i] !== LINE_FEED) i++;
  return bytes[i] === SPACE ? i + 1 : i;
}
