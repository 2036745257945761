/** Reads spans of bytes from chunks. */
export interface ByteReader {
  /** A copy of the next `length` bytes; of fewer, down to none, at the end. */
  read(length: number): Promise<Uint8Array>;
}

/** A reader that has read nothing yet. It asks for a chunk only when it needs one. */
export function createByteReader(chunks: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let at = 0;
  /** Goes on to the next chunk that is not empty; false at the end. */
  const next = async (): Promise<boolean> => {
    while (at === chunk.length) {
      const result = await iterator.next();
      if (result.done === true) return false;
      chunk = new Uint8Array(result.value.buffer, result.value.byteOffset, result.value.length);
      at = 0;
    }
    return true;
  };
  return {
    async read(length) {
      const whole = new Uint8Array(length);
      let filled = 0;
      while (filled < length && (await next())) {
        const piece = chunk.subarray(at, at + length - filled);
        whole.set(piece, filled);
        at += piece.length;
        filled += piece.length;
      }
      return whole.subarray(0, filled);
    },
  };
}

/** Pieces one behind the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
