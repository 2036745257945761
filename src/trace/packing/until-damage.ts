import { DamagedData } from './damaged.js';

/** Bytes up to where they are damaged, if they are. */
export interface GoodPart {
  /** Ends early, and at the end of a line, where the bytes are damaged. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** What is wrong with the bytes, once that was met. */
  readonly damage: DamagedData | undefined;
}

const LINE_FEED = 10;
const SPACE = 32;
const OPENING_BRACKET = 91;
const OPENING_BRACE = 123;
/** From here on stand the bytes of a mark of UTF-8, which may come first. */
const BEYOND_ASCII = 128;
/** So many bytes of a line are held back at most. */
const LONGEST_HELD = 1 << 20;

/**
 * Turns damage into an early end, so that a reader tells all the rows before it. A line that is begun is held back
 * until its end is there, unless it is longer than 1 MiB: cut short, it might pass for a whole one. JSON cannot, and
 * may be a document in one line: it is handed on as it comes.
 */
export function untilDamage(chunks: AsyncIterable<Uint8Array>): GoodPart {
  let damage: DamagedData | undefined;
  async function* whole(): AsyncGenerator<Uint8Array> {
    let begun: Uint8Array[] = [];
    let first: number | undefined;
    try {
      for await (const chunk of chunks) {
        first ??= chunk.find((byte) => byte > SPACE && byte < BEYOND_ASCII);
        if (first === OPENING_BRACE || first === OPENING_BRACKET) {
          yield chunk;
          continue;
        }
        const end = chunk.lastIndexOf(LINE_FEED) + 1;
        if (end > 0) {
          yield* begun;
          begun = [];
          yield chunk.subarray(0, end);
        }
        if (end < chunk.length) begun.push(chunk.slice(end));
        if (begun.reduce((sum, { length }) => sum + length, 0) > LONGEST_HELD) {
          yield* begun;
          begun = [];
        }
      }
      yield* begun;
    } catch (error) {
      if (!(error instanceof DamagedData)) throw error;
      damage = error;
    }
  }
  return {
    chunks: whole(),
    get damage() {
      return damage;
    },
  };
}
