import {
  firstMark,
  marksBelow,
  marksOfZero,
  repeated,
  shortText,
  standsAt,
  WORD,
  wordsOf,
} from '../bytes/words.js';

/** Stands for the end of a value that only `JSON.parse` can tell. */
export const NO_END = -1;

const SPACE = 32;
const QUOTE = 34;
/** Bits that turn a quote into a space, and leave control characters what they are. */
const QUOTE_BITS = repeated(QUOTE ^ SPACE);
const BEHIND_SPACES = repeated(SPACE + 1);
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const BACKSLASH = 92;
const BACKSLASHES = repeated(BACKSLASH);

const LITERALS = ['true', 'false', 'null'].map((word) =>
  shortText(new TextEncoder().encode(word), 0, word.length),
);

/** Where a string ends whose text begins at `at`: at its closing quote. */
export function stringEnd(bytes: Uint8Array, at: number): number {
  const words = wordsOf(bytes);
  const last = words.byteLength - WORD;
  let i = at;
  for (; i <= last; i += WORD) {
    const word = words.getInt32(i, true);
    const marks = marksBelow(word ^ QUOTE_BITS, BEHIND_SPACES) | marksOfZero(word ^ BACKSLASHES);
    if (marks === 0) continue;
    i += firstMark(marks);
    return bytes[i] === QUOTE ? i : NO_END;
  }
  while (bytes[i] !== QUOTE) if (bytes[i]! < SPACE || bytes[i++] === BACKSLASH) return NO_END;
  return i;
}

/** Where a number, `true`, `false` or `null` ends. */
export function bareEnd(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first === MINUS || isDigit(first)) return numberEnd(bytes, at);
  const words = wordsOf(bytes);
  for (const literal of LITERALS) if (standsAt(literal, words, at)) return at + literal.length;
  return NO_END;
}

/** Where a number ends; `NO_END` if it has an exponent, is -0, or has a fraction of noughts. */
function numberEnd(bytes: Uint8Array, at: number): number {
  let i = bytes[at] === MINUS ? at + 1 : at;
  const whole = i;
  while (isDigit(bytes[i]!)) i++;
  if (i === whole || (bytes[whole] === ZERO && i > whole + 1)) return NO_END;
  if (bytes[i] !== POINT) return bytes[at] === MINUS && bytes[whole] === ZERO ? NO_END : i;
  const fraction = ++i;
  let nonZero = false;
  while (isDigit(bytes[i]!)) if (bytes[i++] !== ZERO) nonZero = true;
  return i > fraction && nonZero ? i : NO_END;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
