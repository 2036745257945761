import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { InputError } from '../errors.js';
import type { RandomAccess } from '../trace/row-sink.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'not allowed to open it',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** Turns what the file system says into a message for the person; anything else passes. */
export function asInputError(error: unknown, file: string, doing: string): unknown {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  const noFolder = error.code === 'ENOENT' && doing === 'write';
  const reason = noFolder ? 'no such folder' : (REASONS[error.code] ?? error.message);
  return new InputError(`cannot ${doing}: ${reason}`, { location: { file } });
}

/** A whole text file. @throws InputError if it cannot be read. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw asInputError(error, file, 'read');
  }
}

/** A whole JSON file. @throws InputError if it cannot be read, or is not JSON. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InputError(`not readable as JSON: ${(error as Error).message}`, {
      location: { file },
    });
  }
}

/** What is read at once, in bytes. */
const CHUNK = 1 << 20;

/**
 * The bytes of a file, in chunks of at most 1 MiB. They are read into two buffers in turns, since fresh memory costs
 * more than the reading: a chunk is good until the next one is asked for, and meanwhile the next one is read.
 * @throws InputError if it cannot be read.
 */
export async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    const handle = await open(file);
    const readInto = (buffer: Uint8Array): Promise<Uint8Array> => {
      const reading = handle
        .read(buffer, 0, CHUNK, null)
        .then(({ bytesRead }) => buffer.subarray(0, bytesRead));
      // What fails before it is waited for is no unhandled rejection.
      reading.catch(() => undefined);
      return reading;
    };
    try {
      let [next, other] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
      for (let reading = readInto(next); ;) {
        const chunk = await reading;
        if (chunk.length === 0) return;
        [next, other] = [other, next];
        reading = readInto(next);
        yield chunk;
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asInputError(error, file, 'read');
  }
}

/** A file of which any part can be read. @throws InputError if it cannot be read, or is shorter than `byteLength`. */
export function randomAccess(file: string, byteLength: number): RandomAccess {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      try {
        const handle = await open(file);
        try {
          while (filled < bytes.length) {
            const { bytesRead } = await handle.read(bytes, filled, undefined, start + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
        } finally {
          await handle.close();
        }
      } catch (error) {
        throw asInputError(error, file, 'read');
      }
      if (filled === bytes.length) return bytes.buffer;
      throw new InputError('it became shorter while it was read', { location: { file } });
    },
  };
}

/** Size of a file in bytes; undefined if there is no such file. */
export async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch {
    return undefined;
  }
}

/** Writes a file whole: beside its place first, then renamed, so that no half-written file is ever seen. */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const beside = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw asInputError(error, file, 'write');
  }
}
