import { InputError } from '../errors.js';
import type { RateModel } from '../model/rate-model.js';
import { parseColumnMap } from '../trace/column-map.js';
import { ACCESS_LOG } from '../trace/formats.js';
import type { LogLayout } from '../trace/logs/log-layout.js';
import { parseLogFormat } from '../trace/logs/parse-log-format.js';
import type { LoadOptions } from './load-trace.js';
import { RETRY_SPAN } from '../trace/demand/retries.js';
import { parseDuration, parseIsoTimestamp, type TimeUnit } from '../time.js';

/** The options that say how a trace is read, as parsed from the command line. */
export interface TraceArgs {
  readonly trace: readonly string[];
  /** A query that selects the trace; there is then no file. */
  readonly sql?: string;
  readonly format?: string;
  readonly map?: readonly string[];
  readonly timeUnit?: TimeUnit;
  readonly logFormat?: string;
  readonly host?: string;
  readonly from?: string;
  readonly to?: string;
  readonly onError: 'stop' | 'skip';
  readonly allowUnmapped: boolean;
  readonly demand: boolean;
  readonly retrySpan?: string;
  /** No option of the command line: set by a command that looks at operations. */
  readonly keepOperations?: boolean;
  /** The same, of a command that looks at retries. */
  readonly keepRequests?: boolean;
}

/** The span in which a request counts as a retry, in microseconds. @throws InputError for one that is no duration, or has no use. */
export function retrySpanOf({ demand, retrySpan, keepRequests }: TraceArgs): number {
  if (retrySpan === undefined) return RETRY_SPAN;
  if (!demand && keepRequests !== true) {
    throw new InputError(`--retry-span ${retrySpan} says how retries are told: add --demand`);
  }
  const span = parseDuration(retrySpan) ?? 0;
  if (span > 0) return span;
  throw new InputError(
    `--retry-span ${retrySpan}: expected a duration longer than zero, as in 60s`,
  );
}

function parseTime(text: string, option: string): number {
  const time = parseIsoTimestamp(text);
  if (time !== null) return time.us;
  throw new InputError(
    `${option} ${text}: expected an ISO 8601 time, as in 2026-03-02 or 2026-03-02T12:00:00Z`,
  );
}

function logLayoutOf({ logFormat, format = ACCESS_LOG }: TraceArgs): LogLayout | undefined {
  if (logFormat === undefined) return undefined;
  if (format === ACCESS_LOG) return parseLogFormat(logFormat);
  throw new InputError(
    `--log-format says how an access log is written: it does not go with --format ${format}`,
  );
}

/** How a trace is read for a model. @throws InputError for a map or a time that cannot be read, or an empty span. */
export function traceOptions(args: TraceArgs, model: RateModel): LoadOptions {
  if (args.sql !== undefined && (args.format ?? args.logFormat) !== undefined) {
    throw new InputError('--sql comes as a table: it does not go with --format or --log-format');
  }
  const from = args.from === undefined ? undefined : parseTime(args.from, '--from');
  const to = args.to === undefined ? undefined : parseTime(args.to, '--to');
  if (from !== undefined && to !== undefined && from >= to) {
    throw new InputError(`--from ${args.from!} is not before --to ${args.to!}`);
  }
  const retrySpan = retrySpanOf(args);
  return {
    model,
    sql: args.sql,
    map: parseColumnMap(args.map ?? []),
    onError: args.onError,
    allowUnmapped: args.allowUnmapped,
    keepOperations: args.keepOperations,
    keepRequests: args.keepRequests,
    foldRetries: args.demand ? retrySpan : undefined,
    format: args.format,
    timeUnit: args.timeUnit,
    host: args.host,
    logLayout: logLayoutOf(args),
    from,
    to,
  };
}
