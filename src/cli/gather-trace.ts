import { COLUMN_NAMES, type ColumnMap, type ColumnName } from '../trace/column-map.js';
import type { TraceOptions } from '../trace/options.js';
import { constantCells } from '../trace/parse-row.js';
import { createTableGatherer, withoutEmpty, type GatheredTable } from './gathered-table.js';

/** The columns of a written trace, in order. */
const WRITTEN: readonly ColumnName[] = [
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

/** Gathers a trace as it is read, to be written again. */
export interface TraceGatherer {
  readonly onRequest: NonNullable<TraceOptions['onRequest']>;
  /** The requests in the order of the files, without the columns of which none has a cell. */
  readonly finish: () => GatheredTable;
}

/**
 * A gatherer that keeps cells as they stand, rather than what a model makes of them, so that the trace means the
 * same under any model when it is read again. Columns that are none of ours are left out, and digits below one
 * microsecond.
 * @param map which the trace is read with.
 */
export function createTraceGatherer(map: ColumnMap): TraceGatherer {
  const constants = constantCells(map);
  const places = WRITTEN.map((name) => COLUMN_NAMES.indexOf(name));
  const gatherer = createTableGatherer(WRITTEN);
  return {
    onRequest(timestamp, cells) {
      gatherer.push(
        WRITTEN.map((name, i) => {
          if (name === 'timestamp') return timestamp;
          const cell = constants.get(name) ?? cells[places[i]!] ?? '';
          return cell === '' ? null : cell;
        }),
      );
    },
    finish: () => withoutEmpty(gatherer.finish()),
  };
}
