/** Reads spans of bytes from chunks. */
export interface ByteReader {
  /** The next `length` bytes; fewer, down to none, at the end. */
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
      if (at + length <= chunk.length) return chunk.subarray(at, (at += length));
      const pieces: Uint8Array[] = [];
      let missing = length;
      while (missing > 0 && (await next())) {
        const piece = chunk.subarray(at, at + missing);
        pieces.push(piece);
        at += piece.length;
        missing -= piece.length;
      }
      return joined(pieces);
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
