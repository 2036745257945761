import { crc32, createInflateRaw } from 'node:zlib';
import { joined } from '../trace/bytes/byte-reader.js';
import { DamagedData } from '../trace/packing/damaged.js';

/** So many bytes are unpacked at once, to about a thousand times as many at most. */
const PIECE = 1 << 16;
const UNPACKED_CHUNK = 1 << 18;

const MAGIC = [0x1f, 0x8b];
const DEFLATE = 8;
/** Flags of a member's header, each of which says that a field follows. */
const HEADER_CHECK = 0b10;
const EXTRA = 0b100;
const NAME = 0b1000;
const COMMENT = 0b10000;

/**
 * Unpacks gzip, of one member or several, beside the work on what was unpacked before. What stands before a fault
 * is handed on before the fault is thrown. Noughts behind the last member are passed over.
 *
 * Source of the format: RFC 1952.
 * @throws DamagedData for data that is broken or ends too early, or what node:zlib says of it.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = createInput(chunks);
  try {
    while (await skipNoughts(input)) yield* unpackMember(input);
  } finally {
    await input.close();
  }
}

async function* unpackMember(input: Input): AsyncGenerator<Uint8Array> {
  await readHeader(input);
  let check = 0;
  let size = 0;
  for await (const chunk of inflate(input)) {
    check = crc32(chunk, check);
    size += chunk.length;
    yield chunk;
  }
  const trailer = await readWhole(input, 8);
  const view = new DataView(trailer.buffer, trailer.byteOffset);
  if (view.getUint32(0, true) !== check) throw new DamagedData('incorrect data check', false);
  if (view.getUint32(4, true) !== size % 2 ** 32) {
    throw new DamagedData('incorrect length check', false);
  }
}

/** Compressed bytes, of which the last that were taken may be given back. */
interface Input {
  /** The next bytes, a piece at most; undefined at the end. */
  next(): Promise<Uint8Array | undefined>;
  giveBack(bytes: Uint8Array): void;
  close(): Promise<void>;
}

/** Copies the chunks: a piece is worked on while the next chunk is read, maybe into the same memory. */
function createInput(chunks: AsyncIterable<Uint8Array>): Input {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += PIECE) yield chunk.slice(at, at + PIECE);
    }
  }
  const iterator = pieces();
  let rest: Uint8Array | undefined;
  return {
    async next() {
      const piece = rest;
      rest = undefined;
      if (piece !== undefined) return piece;
      const following = await iterator.next();
      return following.done === true ? undefined : following.value;
    },
    giveBack(bytes) {
      if (bytes.length > 0) rest = bytes;
    },
    async close() {
      await iterator.return(undefined);
    },
  };
}

/** The next `length` bytes; fewer at the end. */
async function read(input: Input, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let missing = length;
  while (missing > 0) {
    const piece = await input.next();
    if (piece === undefined) break;
    parts.push(piece.subarray(0, missing));
    input.giveBack(piece.subarray(missing));
    missing = Math.max(0, missing - piece.length);
  }
  return joined(parts);
}

async function readWhole(input: Input, length: number): Promise<Uint8Array> {
  const bytes = await read(input, length);
  if (bytes.length < length) throw new DamagedData('unexpected end of file', true);
  return bytes;
}

/** Whether there is anything else. */
async function skipNoughts(input: Input): Promise<boolean> {
  for (;;) {
    const piece = await input.next();
    if (piece === undefined) return false;
    const at = piece.findIndex((byte) => byte !== 0);
    if (at === -1) continue;
    input.giveBack(piece.subarray(at));
    return true;
  }
}

async function readHeader(input: Input): Promise<void> {
  const magic = await read(input, MAGIC.length);
  if (magic.some((byte, i) => byte !== MAGIC[i])) {
    throw new DamagedData('what follows its last member is no gzip', false);
  }
  if (magic.length < MAGIC.length) throw new DamagedData('unexpected end of file', true);
  const [method, flags = 0] = await readWhole(input, 8);
  if (method !== DEFLATE) throw new DamagedData('unknown compression method', false);
  if ((flags & EXTRA) !== 0) {
    const [low = 0, high = 0] = await readWhole(input, 2);
    await readWhole(input, low + high * 256);
  }
  for (const field of [NAME, COMMENT]) if ((flags & field) !== 0) await skipText(input);
  if ((flags & HEADER_CHECK) !== 0) await readWhole(input, 2);
}

/** Passes over a text up to the nought that ends it. */
async function skipText(input: Input): Promise<void> {
  for (;;) {
    const piece = await input.next();
    if (piece === undefined) throw new DamagedData('unexpected end of file', true);
    const end = piece.indexOf(0);
    if (end === -1) continue;
    input.giveBack(piece.subarray(end + 1));
    return;
  }
}

/** Unpacks what stands between the header and the trailer of a member. */
async function* inflate(input: Input): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw({ chunkSize: UNPACKED_CHUNK });
  const ready: Uint8Array[] = [];
  let fail: (error: Error) => void = () => undefined;
  stream.on('data', (chunk: Uint8Array) => ready.push(chunk));
  stream.on('error', (error) => {
    fail(error);
  });
  const begin = (act: (done: () => void) => void): Promise<void> => {
    const work = new Promise<void>((resolve, reject) => {
      fail = reject;
      act(resolve);
    });
    work.catch(() => undefined);
    return work;
  };

  let work = Promise.resolve();
  let written = 0;
  let piece: Uint8Array | undefined;
  try {
    for (;;) {
      await work;
      if (piece !== undefined && stream.bytesWritten < written) {
        input.giveBack(piece.subarray(piece.length - (written - stream.bytesWritten)));
        break;
      }
      piece = await input.next();
      if (piece === undefined) {
        await begin((done) => stream.on('end', done).end());
        break;
      }
      const unpacked = ready.splice(0);
      written += piece.length;
      work = begin((done) => stream.write(piece, done));
      yield* unpacked;
    }
    if (!stream.readableEnded) await begin((done) => stream.on('end', done));
    yield* ready;
  } catch (error) {
    yield* ready;
    throw error;
  } finally {
    stream.destroy();
  }
}
