import { createByteBuffer, type ByteBuffer } from '../bytes/byte-buffer.js';

/** An element of an array within a JSON document. */
export interface JsonElement {
  /** As it stands there, long strings cut; undefined if it is too large even so. */
  readonly text: string | undefined;
  /** Place in its array, from 0. */
  readonly index: number;
  /** The line on which it begins. */
  readonly line: number;
  /** The members that lead to its array. */
  readonly path: readonly string[];
}

/** What became of a document. */
export interface JsonScan {
  /** Whether it has such an array. */
  readonly isFound: boolean;
  /** Why it is no JSON document, if it is not. */
  readonly fault: string | undefined;
  /** The last line. */
  readonly line: number;
}

/** The most that is kept of one string. */
const KEPT_STRING = 1 << 16;
/** The most that is kept of one element, and of all that is no element. */
const KEPT_TEXT = 1 << 26;

const LINE_FEED = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const ZERO = 48;
const OPENING_BRACKET = 91;
const BACKSLASH = 92;
const CLOSING_BRACKET = 93;
const SMALL_U = 117;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/**
 * Takes a JSON document apart: the elements of the arrays at some paths one by one, and the rest, in which noughts
 * stand for them, in the end. Each is for `JSON.parse` to judge. In memory are one element and the rest; of each
 * string 64 KiB are kept, so that bodies of any size pass by.
 * @param paths members that lead from the top to an array; the empty path is an array at the top.
 */
export async function scanJsonElements(
  chunks: AsyncIterable<Uint8Array>,
  paths: readonly (readonly string[])[],
  take: (element: JsonElement) => void,
): Promise<JsonScan> {
  const scanner = createScanner(paths, take);
  for await (const chunk of chunks) scanner.push(chunk);
  return scanner.end();
}

/** An object or array of the rest, near the top: the key whose value is met, which an array has not. */
interface Level {
  readonly isObject: boolean;
  key: string | undefined;
}

interface Scanner {
  push(chunk: Uint8Array): void;
  readonly end: () => JsonScan;
}

function createScanner(
  paths: readonly (readonly string[])[],
  take: (element: JsonElement) => void,
): Scanner {
  const deepest = Math.max(...paths.map((path) => path.length));
  const rest = createByteBuffer(KEPT_TEXT);
  const element = createByteBuffer(KEPT_TEXT);
  const strings = createStringTaker();
  let out = rest;
  let line = 1;
  let isFound = false;
  /** What is open in the rest, near the top, and how much in all. */
  const levels: Level[] = [];
  let depth = 0;
  let keyStart = NaN;
  /** The array that is met, its depth, and its element. */
  let path: readonly string[] | undefined;
  let arrayDepth = 0;
  let index = 0;
  let firstLine = 0;
  let openInElement = 0;

  /** The path of an array that begins here, if it is one of those. */
  const pathHere = (): readonly string[] | undefined =>
    path === undefined
      ? paths.find(
          (names) =>
            names.length === depth && names.every((name, level) => levels[level]!.key === name),
        )
      : undefined;

  const open = (byte: number): void => {
    const found = byte === OPENING_BRACKET ? pathHere() : undefined;
    if (depth < deepest) levels[depth] = { isObject: byte === OPENING_BRACE, key: undefined };
    depth++;
    if (found === undefined) return;
    path = found;
    arrayDepth = depth;
    index = 0;
    isFound = true;
  };

  /** Takes a byte of the rest that stands outside strings. */
  const inRest = (byte: number): void => {
    const isInArray = path !== undefined && depth === arrayDepth;
    if (isInArray && byte > SPACE && byte !== COMMA && byte !== CLOSING_BRACKET) {
      out = element;
      firstLine = line;
      openInElement = 0;
      inElement(byte);
      return;
    }
    const level = depth <= deepest ? levels[depth - 1] : undefined;
    if (byte === QUOTE && level?.isObject === true && level.key === undefined) {
      keyStart = rest.length;
    }
    rest.put(byte);
    if (byte === OPENING_BRACE || byte === OPENING_BRACKET) open(byte);
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
      if (isInArray) path = undefined;
      depth--;
    } else if (byte === COMMA && level !== undefined) level.key = undefined;
  };

  /** Takes a byte of an element that stands outside strings. */
  const inElement = (byte: number): void => {
    if (openInElement === 0 && (byte === COMMA || byte === CLOSING_BRACKET)) {
      const text = element.isFull ? undefined : element.text();
      take({ text, index, line: firstLine, path: path! });
      index++;
      element.clear();
      out = rest;
      rest.put(ZERO);
      inRest(byte);
      return;
    }
    element.put(byte);
    if (byte === OPENING_BRACE || byte === OPENING_BRACKET) openInElement++;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) openInElement--;
  };

  const endString = (): void => {
    if (out !== rest || Number.isNaN(keyStart)) return;
    levels[depth - 1]!.key = parsedKey(rest.text(keyStart));
    keyStart = NaN;
  };

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length;) {
        if (strings.isOpen()) {
          at = strings.take(chunk, at, out);
          if (!strings.isOpen()) endString();
          continue;
        }
        const byte = chunk[at++]!;
        if (byte === LINE_FEED) line++;
        if (out === rest) inRest(byte);
        else inElement(byte);
        if (byte === QUOTE) strings.open();
      }
    },
    end() {
      const isOpen = strings.isOpen() || out === element || depth > 0;
      return { isFound, fault: isOpen ? 'the document ends too early' : faultOf(rest), line };
    },
  };
}

function parsedKey(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function faultOf(rest: ByteBuffer): string | undefined {
  if (rest.isFull) return 'the document holds more than 64 MiB beside what is read of it';
  try {
    JSON.parse(rest.text());
    return undefined;
  } catch {
    return 'the document is no JSON';
  }
}

/** Puts strings into a buffer, from behind the opening quote to the closing one, no more than is kept of each. */
interface StringTaker {
  isOpen(): boolean;
  open(): void;
  /** Takes what stands there up to an escape, the string's end, or that of the chunk; returns where it stopped. */
  take(chunk: Uint8Array, at: number, out: ByteBuffer): number;
}

function createStringTaker(): StringTaker {
  let isOpen = false;
  let isEscaped = false;
  let isCut = false;
  let kept = 0;
  /** So much of the string is kept: more where an escape would be cut within. */
  let limit = KEPT_STRING;

  const keep = (chunk: Uint8Array, start: number, end: number, out: ByteBuffer): void => {
    if (isCut) return;
    isCut = end - start > limit - kept;
    const keptEnd = isCut ? start + Math.max(0, limit - kept) : end;
    out.putSpan(chunk, start, keptEnd);
    kept += keptEnd - start;
  };
  return {
    isOpen: () => isOpen,
    open() {
      isOpen = true;
      isEscaped = false;
      isCut = false;
      kept = 0;
      limit = KEPT_STRING;
    },
    take(chunk, start, out) {
      let at = start;
      if (isEscaped) {
        isEscaped = false;
        limit = Math.max(KEPT_STRING, kept + (chunk[at] === SMALL_U ? 5 : 1));
        keep(chunk, at, at + 1, out);
        return at + 1;
      }
      while (at < chunk.length && chunk[at] !== QUOTE && chunk[at] !== BACKSLASH) at++;
      keep(chunk, start, at, out);
      if (at === chunk.length) return at;
      if (chunk[at] === QUOTE) {
        isOpen = false;
        out.put(QUOTE);
        return at + 1;
      }
      isEscaped = true;
      if (kept >= limit) isCut = true;
      keep(chunk, at, at + 1, out);
      return at + 1;
    },
  };
}
