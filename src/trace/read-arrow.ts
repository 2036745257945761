import {
  RecordBatchReader,
  type AsyncRecordBatchStreamReader,
  type DataType,
  type Field,
  type RecordBatch,
} from 'apache-arrow';
import { InputError } from '../errors.js';
import { createArrowColumn, type ArrowColumn } from './tables/arrow-column.js';
import { readTable, type Table } from './tables/column-batch.js';
import { gather } from './tables/gather.js';
import type { TraceReader } from './row-sink.js';

type AnyReader = RecordBatchReader | AsyncRecordBatchStreamReader;

/** The first and the last bytes of an Arrow file; a stream has neither. */
const MAGIC = 'ARROW1';

/**
 * Arrow's IPC formats, the file and the stream, by apache-arrow: record batches straight from their buffers into
 * batches of columns. A stream is read batch by batch; a file, which is told by its end, whole.
 */
export const readArrow: TraceReader = async (chunks, sink, source) => {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done === true ? new Uint8Array(0) : first.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  const reader = await orExplain(async (): Promise<AnyReader> => {
    if (!isMagic(head.subarray(0, MAGIC.length))) return RecordBatchReader.from(copies(all()));
    const file = await gather(all(), source?.byteLength);
    if (isMagic(file.subarray(-MAGIC.length))) return RecordBatchReader.from(file);
    throw new InputError('an Arrow file that is cut short: its end is missing');
  });
  await orExplain(() => reader.open());
  if (isAbsent(reader.schema)) throw new InputError('not an Arrow file or stream');
  await readTable(arrowTable(reader), sink);
};

/** Apache-arrow holds on to what it is given, and a chunk's memory may be used again. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.slice();
}

function arrowTable(reader: AnyReader): Table {
  const fields: readonly Field<DataType>[] = reader.schema.fields;
  return {
    names: fields.map(({ name }) => name),
    async *batches(wanted) {
      const columns = wanted.map((name): [number, ArrowColumn] | undefined => {
        const place = fields.findIndex((field) => field.name === name);
        return place === -1 ? undefined : [place, createArrowColumn(fields[place]!)];
      });
      for (;;) {
        const next = await orExplain<IteratorResult<RecordBatch, unknown>>(() => reader.next());
        if (next.done === true) return;
        const { data, numRows } = next.value;
        yield {
          length: numRows,
          columns: columns.map((column) => column?.[1](data.children[column[0]]!)),
        };
      }
    },
  };
}

/** Does what apache-arrow may fail at. @throws InputError for its errors. */
async function orExplain<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError || !(error instanceof Error)) throw error;
    if (error.message.includes('compressed')) {
      throw new InputError(
        'its columns are compressed (lz4 or zstd), which is not read here: write them without compression, as in ' +
          'pyarrow.feather.write_feather(table, file, compression="uncompressed"), or write Parquet',
      );
    }
    throw new InputError(`not readable as Arrow: ${error.message}`);
  }
}

function isMagic(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes) === MAGIC;
}

/** An empty stream has no schema, which types do not tell. */
function isAbsent(schema: unknown): boolean {
  return schema === undefined || schema === null;
}
