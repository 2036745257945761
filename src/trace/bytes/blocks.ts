import { InputError } from '../../errors.js';
import { joined } from './byte-reader.js';

/** A longer line is refused: a few bytes of compressed data may unpack to one that fills the memory. */
const LONGEST_LINE = 2 ** 26;

const LINE_FEED = 10;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The bytes of a text in blocks of whole lines, each with its line feed, which is added to a last line that
 * has none. A byte order mark before the first line is left out. Only a line that is cut by the end of a
 * chunk is copied.
 * @throws InputError for a line that reaches over chunks and is longer than 64 MiB.
 */
export async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [];
  let begunLength = 0;
  let isFirst = true;
  const whole = (block: Uint8Array): Uint8Array => {
    const isMarked = isFirst && BYTE_ORDER_MARK.every((byte, i) => block[i] === byte);
    isFirst = false;
    return isMarked ? block.subarray(BYTE_ORDER_MARK.length) : block;
  };
  for await (const chunk of chunks) {
    // A plain array, whatever class the chunk is of: code that meets one class alone is much faster.
    let rest = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
    if (begun.length > 0) {
      const end = rest.indexOf(LINE_FEED) + 1;
      if (end > 0) {
        yield whole(joined([...begun, rest.subarray(0, end)]));
        begun = [];
        begunLength = 0;
        rest = rest.subarray(end);
      }
    }
    const end = rest.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield whole(rest.subarray(0, end));
    if (end < rest.length) begun.push(rest.slice(end));
    begunLength += rest.length - end;
    if (begunLength > LONGEST_LINE) {
      throw new InputError('a line of more than 64 MiB; expected lines, one a request');
    }
  }
  const last = whole(joined([...begun, Uint8Array.of(LINE_FEED)]));
  if (last.length > 1) yield last;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes as text; what is no UTF-8 becomes U+FFFD. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Where the line that begins at `at` ends: at its line feed. */
export function lineEnd(block: Uint8Array, at: number): number {
  return block.indexOf(LINE_FEED, at);
}

/** The line between two places of a block, without the CR before its line feed. */
export function lineText(block: Uint8Array, start: number, end: number): string {
  const text = textOf(block, start, end);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
