import { joined } from './byte-reader.js';

/** Bytes whose beginning is known. */
export interface Peeked {
  /**
   * The first chunks, as many as it took; shorter than was asked for only if the bytes end there. Good until the
   * second chunk is asked for.
   */
  readonly head: Uint8Array;
  /** All bytes, the head included. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Looks at the first `length` bytes, with none lost. A chunk is copied if another one is asked for before it is handed on. */
export async function peek(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    const isEnough = head.length === 0 && next.value.length >= length;
    head = isEnough ? next.value : joined([head, next.value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return { head, chunks: all() };
}
