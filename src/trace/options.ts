import type { RateModel } from '../model/rate-model.js';
import type { TimeUnit } from '../time.js';
import type { ColumnMap } from './column-map.js';

/** How traces are read. */
export interface TraceOptions {
  /** Whose categories and operations the requests are mapped to. */
  readonly model: RateModel;
  readonly map: ColumnMap;
  /** Unit of numeric timestamps; told by each file's first number if absent. */
  readonly timeUnit?: TimeUnit | undefined;
  /** Selects requests from this time on (inclusive), in microseconds. */
  readonly from?: number | undefined;
  /** Selects requests before this time (exclusive), in microseconds. */
  readonly to?: number | undefined;
  /** Whether a row that cannot be read ends the reading, or is left out and counted. */
  readonly onError: 'stop' | 'skip';
  /** Whether a trace with no mapped request at all is taken. */
  readonly allowUnmapped: boolean;
  /** Whether the column `operation` is kept: 2 bytes a request more. */
  readonly keepOperations?: boolean | undefined;
}
