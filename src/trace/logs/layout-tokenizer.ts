import type { LogLayout } from './log-layout.js';
import { DOUBT, type CellSpans, type Tokenizer } from '../bytes/tokenizer.js';
import { firstMark, marksOfZero, repeated, WORD, wordsOf } from '../bytes/words.js';

/** Cuts lines of one layout into values. */
export interface LayoutTokenizer {
  /** Cuts a line; `DOUBT` for one that is not written so. A value `-` or `""` is empty. */
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
  return new Cutter(layout, needed);
}

/** A class, so that its machine code outlives it. */
class Cutter implements LayoutTokenizer {
  escaped = false;
  lacking = 0;
  /** Whether the value cut last holds an escape. */
  private holdsEscape = false;
  private readonly isOpen: boolean;
  private readonly mayNameHost: boolean;
  private readonly texts: readonly Uint8Array[];
  /** The first byte of each text, four times. */
  private readonly firsts: readonly number[];
  private readonly isNeeded: readonly boolean[];
  /** What begins an escape, four times; a line feed if nothing does. */
  private readonly escapes: number;

  constructor(layout: LogLayout, needed: ReadonlySet<number>) {
    this.isOpen = layout.isOpen;
    this.mayNameHost = layout.mayNameHost;
    this.texts = layout.texts.map((text) => new TextEncoder().encode(text));
    this.firsts = this.texts.map(([byte = LINE_FEED]) => repeated(byte));
    this.isNeeded = layout.variables.map((_, place) => needed.has(place));
    this.escapes = layout.escapes ? BACKSLASHES : LINE_FEEDS;
  }

  cut(cells: CellSpans, at: number): number {
    const { bytes, starts, ends } = cells;
    const { texts, isNeeded } = this;
    const width = isNeeded.length;
    this.escaped = false;
    this.lacking = 0;
    let i = this.mayNameHost ? afterHost(bytes, at) : at;
    if (!stands(texts[0]!, bytes, i)) return DOUBT;
    i += texts[0]!.length;
    for (let place = 0; place < width; place++) {
      this.holdsEscape = false;
      const end = this.valueEnd(bytes, i, place + 1);
      if (end === DOUBT) {
        this.lacking = place + 1;
        return DOUBT;
      }
      if (isNeeded[place]) {
        starts[place] = i;
        ends[place] = isNothing(bytes, i, end) ? i : end;
        this.escaped ||= this.holdsEscape;
      }
      i = end + texts[place + 1]!.length;
    }
    const next = restEnd(bytes, i);
    if (next === DOUBT) this.lacking = width + 1;
    return next;
  }

  /** Where the value that begins at `at` ends: at the text of this place. */
  private valueEnd(bytes: Uint8Array, at: number, place: number): number {
    const text = this.texts[place]!;
    if (text.length === 0) return lastEnd(bytes, at, this.isOpen ? SPACE : LINE_FEED);
    const first = text[0]!;
    const firsts = this.firsts[place]!;
    for (let i = at; ;) {
      i = nextOf(bytes, i, firsts, this.escapes);
      const byte = bytes[i]!;
      if (byte === first && this.isEnd(bytes, i, place)) return i;
      if (byte === LINE_FEED) return DOUBT;
      if (byte === first) {
        i++;
        continue;
      }
      this.holdsEscape = true;
      i += bytes[i + 1] === LINE_FEED ? 1 : 2;
    }
  }

  private isEnd(bytes: Uint8Array, at: number, place: number): boolean {
    const text = this.texts[place]!;
    if (!stands(text, bytes, at)) return false;
    if (place === this.isNeeded.length && !this.isClosed(bytes, at + text.length)) return false;
    return text[0] !== SPACE || text[1] === COLON || !isInList(bytes, at);
  }

  private isClosed(bytes: Uint8Array, at: number): boolean {
    if (this.isOpen || bytes[at] === LINE_FEED) return true;
    return bytes[at] === RETURN && bytes[at + 1] === LINE_FEED;
  }
}

function stands(text: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let k = 0; k < text.length; k++) if (bytes[at + k] !== text[k]) return false;
  return true;
}

/** Whether a value is how logs write that there is none: Apache writes an empty user as `""`. */
function isNothing(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start + 1) return bytes[start] === MINUS;
  return end === start + 2 && bytes[start] === QUOTE && bytes[start + 1] === QUOTE;
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
  const words = wordsOf(bytes);
  const last = words.byteLength - WORD;
  let marks = 0;
  let i = at;
  for (; i <= last; i += WORD) {
    const word = words.getInt32(i, true);
    if ((marksOfZero(word ^ LINE_FEEDS) | marksOfZero(word ^ BACKSLASHES)) !== 0) break;
    marks ^= allMarksOfZero(word ^ QUOTES);
  }
  let isOpen = isOdd(marks);
  for (; bytes[i] !== LINE_FEED; i++) {
    if (bytes[i] === QUOTE) isOpen = !isOpen;
    else if (bytes[i] === BACKSLASH && bytes[i + 1] !== LINE_FEED) i++;
  }
  return isOpen ? DOUBT : i + 1;
}

/** Marks the bytes of a word that are 0, and no others. (Warren, "Hacker's Delight", section 6-1.) */
function allMarksOfZero(word: number): number {
  return ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
}

/** Whether the number of marked bytes is odd. */
function isOdd(marks: number): boolean {
  const halves = marks ^ (marks >>> 16);
  return ((halves ^ (halves >>> 8)) & 128) !== 0;
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
