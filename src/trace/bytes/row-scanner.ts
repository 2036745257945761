import type { RowSink, SpanTaker } from '../row-sink.js';
import { DOUBT, type CellSpans, type Tokenizer } from './tokenizer.js';

/** Takes the row that begins at `at`; returns where the next line begins, or `DOUBT`, with nothing taken. */
export type RowScanner = (block: Uint8Array, at: number) => number;

/**
 * Hands the rows that a tokenizer is sure of to a sink; undefined for a sink that takes no bytes.
 * @param places of each column that the sink wants, the cell that holds it, -1 if none does.
 */
export function createRowScanner(
  tokenize: Tokenizer,
  width: number,
  places: readonly number[],
  sink: RowSink,
): RowScanner | undefined {
  const takes = sink.spans?.(
    places.map((place) => (place === -1 ? width : place)),
    width,
  );
  if (takes === undefined) return undefined;
  const scanning: Scanning = {
    tokenize,
    takes,
    cells: {
      bytes: new Uint8Array(0),
      doublesQuotes: false,
      starts: new Int32Array(width + 1),
      ends: new Int32Array(width + 1),
    },
  };
  return (block, at) => scan(scanning, block, at);
}

/** What a file is scanned with, for a function whose machine code outlives it. */
interface Scanning {
  readonly tokenize: Tokenizer;
  readonly takes: SpanTaker;
  readonly cells: CellSpans;
}

function scan({ tokenize, takes, cells }: Scanning, block: Uint8Array, at: number): number {
  cells.bytes = block;
  const next = tokenize(cells, at);
  return next !== DOUBT && takes(cells) ? next : DOUBT;
}
