import type { RateModel } from '../model/rate-model.js';
import type { TimeUnit } from '../time.js';
import type { ColumnMap } from './column-map.js';
import type { Columns } from './columns.js';
import type { LogLayout } from './logs/log-layout.js';
import type { Cell } from './row-sink.js';

/** How traces are read. */
export interface TraceOptions {
  /** Whose categories and operations the requests are mapped to. */
  readonly model: RateModel;
  readonly map: ColumnMap;
  /** Unit of numeric timestamps; told by each file's first number if absent. */
  readonly timeUnit?: TimeUnit | undefined;
  /** How the lines of access logs are written; every file is then one. The Common Log Format if absent. */
  readonly logLayout?: LogLayout | undefined;
  /** Selects requests from this time on (inclusive), in microseconds. */
  readonly from?: number | undefined;
  /** Selects requests before this time (exclusive), in microseconds. */
  readonly to?: number | undefined;
  /** Of recordings of HTTP, the host whose requests are read; the busiest of each file if absent. */
  readonly host?: string | undefined;
  /** Whether a row that cannot be read ends the reading, or is left out and counted. */
  readonly onError: 'stop' | 'skip';
  /** Whether a trace with no mapped request at all is taken. */
  readonly allowUnmapped: boolean;
  /** Takes the columns piece by piece as rows are read, so that none are kept: a piece is written over by the next. */
  readonly onPiece?: ((piece: Columns) => void) | undefined;
  /** Whether the column `operation` is kept: 2 bytes a request more. */
  readonly keepOperations?: boolean | undefined;
  /** Told of each request that is taken, in the order of the files: its time, and its cells in the order of `COLUMN_NAMES`. */
  readonly onRequest?: ((timestamp: number, cells: readonly Cell[]) => void) | undefined;
  /** Whether the column `request` is kept: 4 bytes a request more, and every distinct path while reading. */
  readonly keepRequests?: boolean | undefined;
  /**
   * Folds retries of refused requests into their first attempts: those that follow a recorded answer 429 within
   * so many microseconds. As recorded if absent.
   */
  readonly foldRetries?: number | undefined;
  /** Whether every recorded attempt is wanted: nothing is then said of retries that count as requests. */
  readonly asRecorded?: boolean | undefined;
}
