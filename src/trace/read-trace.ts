import { InputError, placedIn } from '../errors.js';
import type { Columns } from './columns.js';
import { joined } from './bytes/byte-reader.js';
import { checkText, formatNames, isEnough, textHead } from './bytes/check-text.js';
import { countRefused, foldRetries, noteThrottling } from './demand/demand.js';
import { readTable, type Table } from './tables/column-batch.js';
import type { DamagedData } from './packing/damaged.js';
import { accessLogOf, detectBinary, detectFormat, formats, type TraceFormat } from './formats.js';
import type { TraceOptions } from './options.js';
import type { RandomAccess, RowSink } from './row-sink.js';
import type { Trace, TraceFacts } from './trace.js';
import { createTraceBuilder, type TraceBuilder } from './trace-builder.js';
import { unpack, type Unpacker } from './packing/unpack.js';
import { untilDamage } from './packing/until-damage.js';

/** One file to read, or what stands for one. */
export interface TraceSource {
  /** As messages name it; its ending tells the format. */
  readonly name: string;
  /** Each is good until the next one is asked for: a source may use one buffer for all. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** The same file, where any part of it can be read: spares a format that needs that the whole of it in memory. Its size tells how much room to make. */
  readonly file?: RandomAccess;
}

/** A table to read. */
export interface TableSource {
  readonly name: string;
  readonly table: Table;
}

/** Options of `readTrace`. */
export interface ReadTraceOptions extends TraceOptions {
  /** The format of every file; told by the file's ending, then by how it begins, if absent. */
  readonly format?: string | undefined;
  /** What unpacks gzip; the platform's `DecompressionStream` if absent, of which browsers' take one member alone. */
  readonly gunzip?: Unpacker | undefined;
  /** Told how many rows were read so far, after each chunk. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Reads files, in the order given, into one trace.
 * @throws InputError for a file that is no trace, and for what `TraceBuilder.finish` refuses.
 */
export async function readTrace(
  sources: readonly (TraceSource | TableSource)[],
  options: ReadTraceOptions,
): Promise<Trace> {
  const builder = await readSources(sources, options);
  const trace = builder.finish();
  if (options.foldRetries !== undefined) return foldRetries(trace, options.foldRetries);
  return options.asRecorded === true ? trace : noteThrottling(trace, countRefused(trace.columns));
}

/**
 * Reads files, in the order given, and gives their requests away piece by piece, in the order of the rows, so that
 * no more than a piece is in memory. Rate limit headers and what retries are known by are left out.
 * @throws InputError as `readTrace` does.
 */
export async function readPieces(
  sources: readonly (TraceSource | TableSource)[],
  options: Omit<ReadTraceOptions, 'foldRetries' | 'keepRequests'>,
  take: (piece: Columns) => void,
): Promise<TraceFacts> {
  let refused = 0;
  const onPiece = (piece: Columns): void => {
    refused += countRefused(piece);
    take(piece);
  };
  const builder = await readSources(sources, { ...options, onPiece });
  const facts = builder.finishPieces();
  return options.asRecorded === true ? facts : noteThrottling(facts, refused);
}

async function readSources(
  sources: readonly (TraceSource | TableSource)[],
  options: ReadTraceOptions,
): Promise<TraceBuilder> {
  const builder = createTraceBuilder(options);
  for (const source of sources) {
    if ('table' in source) {
      await readTable(source.table, builder.openFile(source.name, 'rows'));
    } else {
      await readSource(source, builder, options);
    }
  }
  return builder;
}

/** Reads a file, unpacked if it is compressed. Damage in it is told before all else: it explains what was met behind it. */
async function readSource(
  source: TraceSource,
  builder: TraceBuilder,
  options: ReadTraceOptions,
): Promise<void> {
  const { name } = source;
  const rowsBefore = builder.goodRows;
  const { packing, chunks } = await unpack(source.chunks, options.gunzip);
  if (packing === undefined) {
    await readFile({ ...source, chunks }, builder, options);
    return;
  }
  const good = untilDamage(chunks);
  let failure: unknown;
  try {
    await readFile({ name, chunks: good.chunks }, builder, options);
  } catch (error) {
    failure = error;
  }
  if (good.damage !== undefined) {
    throw damageError(name, packing, good.damage, builder.goodRows - rowsBefore);
  }
  if (failure !== undefined) throw placedIn(name, failure);
}

function damageError(name: string, packing: string, damage: DamagedData, rows: number): InputError {
  const what = damage.isCutShort
    ? `cut short: its ${packing} data ends too early`
    : `damaged: its ${packing} data is broken (${damage.message})`;
  const before = `${rows.toLocaleString('en-US')} good ${rows === 1 ? 'row comes' : 'rows come'}`;
  return new InputError(`the file is ${what}; ${before} before that`, {
    location: { file: name },
    advice: `Fetch it anew, or read what there is: ${packing} -dc FILE | quotasim … - --on-error skip`,
  });
}

/** Room is made for so many times the requests that a file has if all of it is like its first chunk. */
const ROOM = 1.05;

async function readFile(
  source: TraceSource,
  builder: TraceBuilder,
  options: ReadTraceOptions,
): Promise<void> {
  const { name } = source;
  const file = await openChunks(source.chunks);
  const binary = detectBinary(file.head);
  if (binary === undefined) checkText(textHead(file.head), name);
  const format = binary ?? chooseFormat(name, file.head, options);
  if (options.host !== undefined && format.isRecording !== true) {
    throw new InputError(
      `--host ${options.host} chooses among the hosts of a recording (har, cassette); this is ${format.name}`,
      { location: { file: name } },
    );
  }
  const kept = builder.kept;
  let isFirst = true;
  const watched = watch(file.chunks, (bytes) => {
    if (isFirst && bytes > 0 && source.file !== undefined) {
      builder.expect(kept + (builder.kept - kept) * (source.file.byteLength / bytes) * ROOM);
    }
    isFirst = false;
    builder.flush();
    options.onProgress?.(builder.rows);
  });
  const sink = builder.openFile(name, format.magic === undefined ? 'lines' : 'rows');
  await readPlaced(format, watched, sink, source);
  await file.close();
}

/** What the reader of a format says of the whole file gets the file's name. */
async function readPlaced(
  format: TraceFormat,
  chunks: AsyncIterable<Uint8Array>,
  sink: RowSink,
  { name, file }: TraceSource,
): Promise<void> {
  try {
    await format.read(chunks, sink, file);
  } catch (error) {
    throw placedIn(name, error);
  }
}

interface OpenedFile {
  /** The first bytes, empty for an empty file. */
  readonly head: Uint8Array;
  /** All bytes, the head included. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends the reading, whether or not all was read. */
  readonly close: () => Promise<void>;
}

async function openChunks(chunks: AsyncIterable<Uint8Array>): Promise<OpenedFile> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (!isEnough(head)) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = joined([head, next.value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return {
    head,
    chunks: all(),
    close: async () => {
      await iterator.return?.();
    },
  };
}

function headText(head: Uint8Array): string {
  return new TextDecoder().decode(textHead(head));
}

async function* watch(
  chunks: AsyncIterable<Uint8Array>,
  seen: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    seen(chunk.length);
  }
}

function chooseFormat(
  name: string,
  head: Uint8Array,
  { format: given, logLayout }: ReadTraceOptions,
): TraceFormat {
  if (logLayout !== undefined) return accessLogOf(logLayout);
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
      formats.map((known) => known.name).join('|') +
      `, or how the lines of a log are written: --log-format '$remote_addr [$time_local] "$request" $status'`,
  );
}
