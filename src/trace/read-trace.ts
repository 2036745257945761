import { InputError } from '../errors.js';
import { detectFormat, formats, type TraceFormat } from './formats.js';
import type { TraceOptions } from './options.js';
import type { Trace } from './trace.js';
import { createTraceBuilder } from './trace-builder.js';

/** One file to read, or what stands for one. */
export interface TraceSource {
  /** As messages name it; its ending tells the format. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Options of `readTrace`. */
export interface ReadTraceOptions extends TraceOptions {
  /** The format of every file; told by the file's ending, then by how it begins, if absent. */
  readonly format?: string | undefined;
  /** Told how many rows were read so far, after each chunk. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Reads files, in the order given, into one trace.
 * @throws InputError for a file that is no trace, and for what `TraceBuilder.finish` refuses.
 */
export async function readTrace(
  sources: readonly TraceSource[],
  options: ReadTraceOptions,
): Promise<Trace> {
  const builder = createTraceBuilder(options);
  for (const { name, chunks } of sources) {
    const file = await openChunks(chunks);
    checkText(file.head, name);
    const format = chooseFormat(name, file.head, options.format);
    const watched = watch(file.chunks, () => options.onProgress?.(builder.rows));
    await format.read(watched, builder.openFile(name));
  }
  return builder.finish();
}

interface OpenedFile {
  /** The first bytes, empty for an empty file. */
  readonly head: Uint8Array;
  /** All bytes, the head included. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** So many bytes tell what a file is; where its first line that is not blank ends earlier, that line does. */
const HEAD_BYTES = 4096;

async function openChunks(chunks: AsyncIterable<Uint8Array>): Promise<OpenedFile> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < HEAD_BYTES && !headText(head).trimStart().includes('\n')) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = concat(head, next.value);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, chunks: all() };
}

function headText(head: Uint8Array): string {
  return new TextDecoder().decode(head.subarray(0, HEAD_BYTES));
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

async function* watch(
  chunks: AsyncIterable<Uint8Array>,
  seen: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    seen();
  }
}

/** First bytes by which files that are no text are known. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly advice: string }[] = [
  {
    bytes: [0x1f, 0x8b],
    advice: 'it is compressed (gzip): unpack it first, as in gunzip -c FILE | quotasim … -',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    advice: 'it is compressed (zstd): unpack it first, as in zstd -dc FILE | quotasim … -',
  },
  {
    bytes: [0xff, 0xfe],
    advice: 'it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
  },
  {
    bytes: [0xfe, 0xff],
    advice: 'it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
  },
];

function checkText(head: Uint8Array, name: string): void {
  for (const { bytes, advice } of SIGNATURES) {
    if (bytes.every((byte, i) => head[i] === byte)) {
      throw new InputError(`not a text file; ${advice}`, { location: { file: name } });
    }
  }
  if (head.includes(0)) {
    throw new InputError(`a binary file; expected text in one of the formats ${formatNames()}`, {
      location: { file: name },
    });
  }
}

function formatNames(): string {
  return formats.map(({ name }) => name).join(', ');
}

function chooseFormat(name: string, head: Uint8Array, given: string | undefined): TraceFormat {
  const format =
    given === undefined
      ? detectFormat(name, headText(head))
      : formats.find((known) => known.name === given);
  if (format !== undefined) return format;
  const fail = (message: string): never => {
    throw new InputError(message, { location: { file: name } });
  };
  if (head.length === 0) return fail('no requests (an empty file)');
  if (given !== undefined) return fail(`--format ${given}: the formats are ${formatNames()}`);
  if (headText(head).trimStart().startsWith('[')) {
    return fail('a JSON array; expected one object a line, as jq -c .[] makes of it');
  }
  return fail(
    'the format is not known by the name or the first line; say which it is: --format ' +
      formats.map((known) => known.name).join('|'),
  );
}
