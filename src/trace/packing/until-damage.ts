import { DamagedData } from './damaged.js';

/** Bytes up to where they are damaged, if they are. */
export interface GoodPart {
  /** Ends early, and at the end of a line, where the bytes are damaged. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** What is wrong with the bytes, once that was met. */
  readonly damage: DamagedData | undefined;
}

const LINE_FEED = 10;
/** So many bytes of a line are held back at most: a document may be one line. */
const LONGEST_HELD = 1 << 20;

/**
 * Turns damage into an early end, so that a reader tells all the rows before it. A line that is begun is held back
 * until its end is there, unless it is longer than 1 MiB: cut short, it might pass for a whole one.
 */
export function untilDamage(chunks: AsyncIterable<Uint8Array>): GoodPart {
  let damage: DamagedData | undefined;
  async function* whole(): AsyncGenerator<Uint8Array> {
    let begun: Uint8Array[] = [];
    try {
      for await (const chunk of chunks) {
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
