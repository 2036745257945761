import { InputError } from '../../src/errors.js';
import { parseColumnMap } from '../../src/trace/column-map.js';
import type { TraceOptions } from '../../src/trace/options.js';
import type { RowSink, TraceReader } from '../../src/trace/row-sink.js';
import type { Trace } from '../../src/trace/trace.js';
import { createTraceBuilder } from '../../src/trace/trace-builder.js';
import { bytesOf } from './arbitrary-files.js';
import { MODEL } from './reading.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}

/** What comes of a log, a trace or the message of an error, and how many rows were taken as bytes. Of bad rows only reason and line are told. */
export async function readThrough(
  reader: TraceReader,
  text: string,
  map: string,
  size = Infinity,
): Promise<{ result: Trace | string; scanned: number }> {
  const options: TraceOptions = {
    model: MODEL,
    map: parseColumnMap(map === '' ? [] : [map]),
    onError: 'skip',
    allowUnmapped: true,
    keepOperations: true,
  };
  const builder = createTraceBuilder(options);
  const inner = builder.openFile('log');
  let scanned = 0;
  const sink: RowSink = {
    ...inner,
    bad: (reason, _, line) => {
      inner.bad(reason, '', line);
    },
    spans(places, none) {
      const take = inner.spans!(places, none);
      return (cells) => {
        const isTaken = take(cells);
        if (isTaken) scanned++;
        return isTaken;
      };
    },
  };
  try {
    await reader(chunksOf(bytesOf(text), size), sink);
    return { result: builder.finish(), scanned };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { result: error.message, scanned };
  }
}
