/** Bytes in a word. */
export const WORD = 4;

let block: Uint8Array = new Uint8Array(0);
let words = new DataView<ArrayBufferLike>(block.buffer);

/** A block of bytes as words, whose first byte is the lowest. The view of the last block is kept, for blocks are asked for cell by cell. */
export function wordsOf(bytes: Uint8Array): DataView {
  if (bytes !== block) {
    block = bytes;
    words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  return words;
}

/** The last one to three bytes before `end` as a word, its upper bytes noughts. */
export function lastWord(words: DataView, at: number, end: number): number {
  if (at + WORD <= words.byteLength) {
    return words.getInt32(at, true) & (-1 >>> (8 * (WORD - (end - at))));
  }
  let word = 0;
  for (let i = end - 1; i >= at; i--) word = (word << 8) | words.getUint8(i);
  return word;
}

/** A short text to look for. */
export interface ShortText {
  readonly length: number;
  readonly words: Int32Array;
}

/** The bytes from `start` to before `end`. */
export function shortText(bytes: Uint8Array, start: number, end: number): ShortText {
  const view = wordsOf(bytes);
  const length = end - start;
  const words = new Int32Array(Math.ceil(length / WORD));
  for (let i = 0, at = start; at < end; i++, at += WORD) {
    words[i] = at + WORD <= end ? view.getInt32(at, true) : lastWord(view, at, end);
  }
  return { length, words };
}

/** Whether a text stands in a block from `at` on. */
export function standsAt(text: ShortText, block: DataView, at: number): boolean {
  const { words, length } = text;
  const end = at + length;
  if (end > block.byteLength) return false;
  const whole = length >> 2;
  for (let i = 0; i < whole; i++) {
    if (words[i] !== block.getInt32(at + i * WORD, true)) return false;
  }
  return whole === words.length || words[whole] === lastWord(block, at + whole * WORD, end);
}

/** A byte, four times. */
export function repeated(byte: number): number {
  return Math.imul(byte, 0x01010101);
}

/**
 * Marks the bytes of a word that are 0: right up to the first one, beyond which others may be marked too. (Mycroft's
 * trick; Warren, "Hacker's Delight", section 6-1.)
 */
export function marksOfZero(word: number): number {
  return (word - 0x01010101) & ~word & 0x80808080;
}

/** Marks the bytes of a word that are less than a byte of at most 128, which `bounds` repeats, as `marksOfZero` does. */
export function marksBelow(word: number, bounds: number): number {
  return (word - bounds) & ~word & 0x80808080;
}

/** The number that the four digits of a word write; -1 if they are not all digits. */
export function fourDigitsOf(word: number): number {
  const values = word ^ 0x30303030;
  if (((values | (values + 0x06060606)) & 0xf0f0f0f0) !== 0) return -1;
  const pairs = (values * 10 + (values >>> 8)) & 0x00ff00ff;
  return ((pairs & 0xff) * 100 + (pairs >>> 16)) | 0;
}

/** The place of the first marked byte. */
export function firstMark(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}
