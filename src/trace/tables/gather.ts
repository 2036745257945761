const FIRST_CAPACITY = 1 << 20;

/** The bytes of a source, joined. Chunks are copied as they come: their memory may be used again for the next. */
export async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  let whole = new Uint8Array(FIRST_CAPACITY);
  let length = 0;
  for await (const chunk of chunks) {
    if (length + chunk.length > whole.length) {
      const wider = new Uint8Array(Math.max(whole.length * 2, length + chunk.length));
      wider.set(whole.subarray(0, length));
      whole = wider;
    }
    whole.set(chunk, length);
    length += chunk.length;
  }
  return whole.subarray(0, length);
}
