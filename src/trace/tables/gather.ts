/** Room for what is larger than one chunk, to begin with. */
const ROOM = 1 << 26;

/**
 * The bytes of a source, joined. Chunks are copied as they come: their memory may be used again for the next. Room that
 * is not written to costs no memory, so that it grows fourfold, and little is copied.
 * @param expected how many bytes there are, if that is known.
 */
export async function gather(
  chunks: AsyncIterable<Uint8Array>,
  expected = 0,
): Promise<Uint8Array<ArrayBuffer>> {
  let whole = new Uint8Array(expected);
  let length = 0;
  for await (const chunk of chunks) {
    const needed = length + chunk.length;
    if (needed > whole.length) {
      const room = length === 0 ? needed : Math.max(ROOM, whole.length * 4, needed);
      const wider = new Uint8Array(room);
      wider.set(whole.subarray(0, length));
      whole = wider;
    }
    whole.set(chunk, length);
    length = needed;
  }
  return whole.subarray(0, length);
}
