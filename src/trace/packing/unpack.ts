import { InputError } from '../../errors.js';
import { DamagedData } from './damaged.js';
import { peek } from '../bytes/peek.js';
import { unzstd } from './unzstd.js';

/** Unpacks compressed bytes. What it throws, unless the chunks threw it, says what is wrong with them. */
export type Unpacker = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** The bytes of a file, unpacked if it was compressed. */
export interface UnpackedFile {
  /** How it was compressed, as the programs that do so are named. */
  readonly packing: 'gzip' | 'zstd' | undefined;
  /** Ends in `DamagedData` where compressed bytes end too early or are broken. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

const GZIP_MAGIC = [0x1f, 0x8b];
const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** Of frames that zstd skips, behind a byte from 0x50 to 0x5f. */
const SKIPPABLE_MAGIC = [0x2a, 0x4d, 0x18];

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}

/**
 * Unpacks gzip and zstd, told by how the bytes begin; others are handed on as they are. Several members or frames
 * one behind the other unpack to one text.
 * @param gunzip what unpacks gzip.
 */
export async function unpack(
  chunks: AsyncIterable<Uint8Array>,
  gunzip: Unpacker = gunzipByStream,
): Promise<UnpackedFile> {
  const { head, chunks: all } = await peek(chunks, ZSTD_MAGIC.length);
  if (startsWith(head, GZIP_MAGIC)) {
    return { packing: 'gzip', chunks: tellingDamage(all, gunzip) };
  }
  const isSkippable = (head[0] ?? 0) >> 4 === 0x5 && startsWith(head.subarray(1), SKIPPABLE_MAGIC);
  if (isSkippable || startsWith(head, ZSTD_MAGIC)) {
    return { packing: 'zstd', chunks: tellingDamage(all, unzstd) };
  }
  return { packing: undefined, chunks: all };
}

/** Hands on what an unpacker makes of chunks. What it throws of itself is told as damage. */
async function* tellingDamage(
  chunks: AsyncIterable<Uint8Array>,
  unpacker: Unpacker,
): AsyncGenerator<Uint8Array> {
  const failures: unknown[] = [];
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }
  try {
    yield* unpacker(watched());
  } catch (error) {
    if (failures.length > 0) throw failures[0];
    if (error instanceof InputError || error instanceof DamagedData) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new DamagedData(message, /unexpected end|truncated/i.test(message));
  }
}

/**
 * Unpacks gzip by what browsers and Node.js have for it. Browsers take one member alone. Each chunk is copied, since
 * the stream may hold on to it beyond the next.
 */
async function* gunzipByStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const write = async (): Promise<void> => {
    try {
      for await (const chunk of chunks) await writer.write(chunk.slice());
      await writer.close();
    } catch (error) {
      await writer.abort(error);
    }
  };
  write().catch(() => undefined);
  const reader = readable.getReader();
  try {
    for (;;) {
      const result: { done: boolean; value: Uint8Array | undefined } = await reader.read();
      if (result.value === undefined) return;
      yield result.value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
