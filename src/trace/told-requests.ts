import type { CellSpans } from './bytes/tokenizer.js';
import { COLUMN_NAMES } from './column-map.js';
import { knownCells } from './known-cells.js';
import type { TraceOptions } from './options.js';
import type { RowNotes } from './row-notes.js';
import type { Cell, SpanTaker } from './row-sink.js';
import type { TimestampReader } from './timestamps.js';

/** What requests are told with. */
export interface TellingParts {
  readonly times: TimestampReader;
  readonly notes: RowNotes;
  readonly onRequest: NonNullable<TraceOptions['onRequest']>;
}

/**
 * Tells each request that a span taker takes, with its cells as texts, of which one met before is not made again.
 * @param places of each column, in the order of `COLUMN_NAMES`, the cell that holds it.
 * @param none the place of a column that the file lacks.
 */
export function tellRequests(
  take: SpanTaker,
  places: readonly number[],
  none: number,
  { times, notes, onRequest }: TellingParts,
): SpanTaker {
  const timePlace = places[COLUMN_NAMES.indexOf('timestamp')]!;
  const blank = COLUMN_NAMES.map(() => '');
  const sources = COLUMN_NAMES.flatMap((name, column) => {
    const place = places[column]!;
    if (place === none || name === 'timestamp') return [];
    const textOf = knownCells({ place, constant: undefined, isAbsent: false }, textOrNone);
    return [{ column, textOf }];
  });
  return (cells: CellSpans) => {
    const texts = blank.slice();
    for (const { column, textOf } of sources) {
      const text = textOf(cells);
      if (text === null) return false;
      texts[column] = text;
    }
    if (!take(cells)) return false;
    const timestamp = times.peek(cells.bytes, cells.starts[timePlace]!, cells.ends[timePlace]!);
    if (notes.selects(timestamp)) onRequest(timestamp, texts);
    return true;
  };
}

function textOrNone(cell: Cell): string {
  return cell ?? '';
}
