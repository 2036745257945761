import { createTraceGatherer } from '../../src/cli/gather-trace.js';
import type { GatheredTable } from '../../src/cli/gathered-table.js';
import { rowFormat } from '../../src/cli/write-rows.js';
import { parseColumnMap } from '../../src/trace/column-map.js';
import { readTrace } from '../../src/trace/read-trace.js';
import type { Trace } from '../../src/trace/trace.js';
import { MODEL } from '../trace/reading.js';

/** The formats that a trace can be written in. */
export const ENDINGS = ['.csv', '.jsonl', '.arrow', '.parquet'] as const;

/** Reads bytes as one file. */
export async function readBytes(name: string, bytes: Uint8Array, map = ''): Promise<Trace> {
  return readTrace([{ name, chunks: inPieces(bytes) }], {
    model: MODEL,
    map: parseColumnMap(map === '' ? [] : [map]),
    onError: 'stop',
    allowUnmapped: true,
  });
}

/** Gathers the trace in a file. */
export async function gather(name: string, bytes: Uint8Array): Promise<GatheredTable> {
  const map = parseColumnMap([]);
  const { onRequest, finish } = createTraceGatherer(map);
  const options = { model: MODEL, map, onError: 'stop', allowUnmapped: true, onRequest } as const;
  await readTrace([{ name, chunks: inPieces(bytes) }], options);
  return finish();
}

/** The bytes of a table as a file of a format, by its ending. */
export async function written(table: GatheredTable, ending: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of rowFormat(`a${ending}`, 'traces').table(table)) {
    pieces.push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece.slice());
  }
  return Buffer.concat(pieces);
}

/** Bytes in chunks of a size that divides nothing. */
export async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
  await Promise.resolve();
}
