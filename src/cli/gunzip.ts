import { createGunzip } from 'node:zlib';

/** So many bytes are unpacked at once, to about a thousand times as many at most. */
const PIECE = 1 << 16;
const UNPACKED_CHUNK = 1 << 18;

/**
 * Unpacks gzip, of one member or several, beside the work on what was unpacked before. What stands before a fault
 * is handed on before the fault is thrown. Noughts behind the last member are passed over.
 * @throws what node:zlib says of data that is broken or ends too early.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: UNPACKED_CHUNK });
  const ready: Uint8Array[] = [];
  let settle: (error?: Error | null) => void = () => undefined;
  stream.on('data', (chunk: Uint8Array) => ready.push(chunk));
  stream.on('error', (error) => {
    settle(error);
  });
  stream.on('end', () => {
    settle();
  });
  const begin = (act: () => void): Promise<void> => {
    const work = new Promise<void>((resolve, reject) => {
      settle = (error) => {
        if (error == null) resolve();
        else reject(error);
      };
      if (stream.readableEnded) resolve();
      else act();
    });
    work.catch(() => undefined);
    return work;
  };

  let work = Promise.resolve();
  try {
    for await (const piece of pieces(chunks)) {
      await work;
      const unpacked = ready.splice(0);
      work = begin(() => stream.write(piece, settle));
      yield* unpacked;
    }
    await work;
    await begin(() => stream.end());
    yield* ready;
  } catch (error) {
    yield* ready;
    throw error;
  } finally {
    stream.destroy();
  }
}

/** Copies of what the chunks hold: a piece is worked on while the next chunk is read, maybe into the same memory. */
async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.slice(at, at + PIECE);
  }
}
