import { COLUMN_NAMES, type ColumnMap, type ColumnName } from '../trace/column-map.js';
import type { TraceOptions } from '../trace/options.js';
import { constantCells } from '../trace/parse-row.js';
import {
  createTableGatherer,
  withoutEmpty,
  type CellWriter,
  type GatheredTable,
} from './gathered-table.js';
import type { Row } from './write-rows.js';

/** The columns of a written trace, in order: the time first. */
export const WRITTEN_COLUMNS: readonly ColumnName[] = [
  'timestamp',
  'app',
  'user',
  'ad_account',
  'method',
  'path',
  'endpoint',
  'category',
  'token',
  'is_test',
  'cost',
  'status',
  'ratelimit_limit',
  'ratelimit_remaining',
  'ratelimit_reset',
];

type TakeRequest = NonNullable<TraceOptions['onRequest']>;

/** Gathers a trace as it is read, to be written again. */
export interface TraceGatherer {
  readonly onRequest: TakeRequest;
  /** The requests in the order of the files, without the columns of which none has a cell. */
  readonly finish: () => GatheredTable;
}

/** A gatherer of what `requestRows` makes. @param map which the trace is read with. */
export function createTraceGatherer(map: ColumnMap): TraceGatherer {
  const gatherer = createTableGatherer(WRITTEN_COLUMNS);
  return {
    onRequest: requestRows(map, gatherer.push),
    finish: () => withoutEmpty(gatherer.finish()),
  };
}

/**
 * Makes rows of requests, with cells as they stand rather than what a model makes of them, so that the trace means
 * the same under any model when it is read again. Columns that are none of ours are left out, and digits below one
 * microsecond.
 * @param map which the trace is read with.
 * @param push takes each row, with its cells in the order of `WRITTEN_COLUMNS`.
 * @param writers by column, what makes its cells what is written; as they stand if absent.
 */
export function requestRows(
  map: ColumnMap,
  push: (row: Row) => void,
  writers: readonly (CellWriter | undefined)[] = [],
): TakeRequest {
  const constants = constantCells(map);
  const [time, ...sources] = WRITTEN_COLUMNS.map((name, i) => ({
    place: COLUMN_NAMES.indexOf(name),
    constant: constants.get(name),
    write: writers[i],
  }));
  return (timestamp, cells) => {
    const row: (string | number | null)[] = [time!.write?.(timestamp) ?? timestamp];
    for (const { place, constant, write } of sources) {
      const cell = constant ?? cells[place];
      if (cell === undefined || cell === '') row.push(null);
      else row.push(write === undefined ? cell : write(cell));
    }
    push(row);
  };
}
