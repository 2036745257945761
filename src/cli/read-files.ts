import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ReadTraceOptions, TraceSource } from '../trace/read-trace.js';
import { randomAccess, readChunks, sizeOf } from './files.js';
import { gunzip } from './gunzip.js';
import { createProgress } from './progress.js';
import type { Shell } from './shell.js';

/** Stands for standard input among file names. */
export const STDIN = '-';

/** What files were read into, and what names them in a result. */
export interface ReadFiles<T> {
  readonly read: T;
  readonly name: string;
  /** Of the files' bytes, one after another. */
  readonly sha256: string;
}

/** Reads files one after another, with progress. @param read reads their contents. */
export async function readFiles<T>(
  files: readonly string[],
  shell: Shell,
  read: (
    sources: readonly TraceSource[],
    options: Pick<ReadTraceOptions, 'gunzip' | 'onProgress'>,
  ) => Promise<T>,
): Promise<ReadFiles<T>> {
  const sizes = await Promise.all(files.map(sizeOf));
  const totalBytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const hash = createHash('sha256');
  const progress = createProgress(shell);
  const startedAt = shell.now();
  let bytes = 0;
  const take = (chunk: Uint8Array): void => {
    hash.update(chunk);
    bytes += chunk.length;
  };
  /** Chunks as they are read, and counted; what is left when the reading ends counts too. */
  async function* hashed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const iterator = chunks[Symbol.asyncIterator]();
    try {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        take(next.value);
        yield next.value;
      }
    } finally {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        take(next.value);
      }
    }
  }
  const sources: TraceSource[] = files.map((file, i) => {
    if (file === STDIN) return { name: 'standard input', chunks: hashed(shell.stdin) };
    const size = sizes[i] ?? 0;
    return {
      name: file,
      chunks: hashed(readChunks(file)),
      ...(size > 0 && { file: randomAccess(file, size) }),
    };
  });
  try {
    const made = await read(sources, {
      gunzip,
      onProgress: (rows) => {
        progress.update(
          () => {
            const rate = Math.round((rows / (shell.now() - startedAt)) * 1000);
            return `reading: ${rows.toLocaleString('en-US')} rows, ${rate.toLocaleString('en-US')} a second`;
          },
          totalBytes === 0 ? undefined : bytes / totalBytes,
        );
      },
    });
    return { read: made, name: nameOf(files), sha256: hash.digest('hex') };
  } finally {
    progress.done();
  }
}

function nameOf(files: readonly string[]): string {
  const [first = '', ...rest] = files.map((file) =>
    file === STDIN ? 'standard input' : basename(file),
  );
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}
