/**
 * Bytes in pieces of `size`, all in one buffer: a piece is overwritten once the next one is asked for, as sources
 * may do.
 */
export async function* inOneBuffer(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
    buffer.fill(0x58);
    await Promise.resolve();
  }
}
