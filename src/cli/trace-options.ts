import { InputError } from '../errors.js';
import type { RateModel } from '../model/rate-model.js';
import { parseColumnMap } from '../trace/column-map.js';
import type { ReadTraceOptions } from '../trace/read-trace.js';
import { parseIsoTimestamp, type TimeUnit } from '../time.js';

/** The options that say how a trace is read, as parsed from the command line. */
export interface TraceArgs {
  readonly trace: readonly string[];
  readonly format?: string;
  readonly map?: readonly string[];
  readonly timeUnit?: TimeUnit;
  readonly from?: string;
  readonly to?: string;
  readonly onError: 'stop' | 'skip';
  readonly allowUnmapped: boolean;
  /** No option of the command line: set by a command that looks at operations. */
  readonly keepOperations?: boolean;
}

function parseTime(text: string, option: string): number {
  const time = parseIsoTimestamp(text);
  if (time !== null) return time.us;
  throw new InputError(
    `${option} ${text}: expected an ISO 8601 time, as in 2026-03-02 or 2026-03-02T12:00:00Z`,
  );
}

/** How a trace is read for a model. @throws InputError for a map or a time that cannot be read, or an empty span. */
export function traceOptions(args: TraceArgs, model: RateModel): ReadTraceOptions {
  const from = args.from === undefined ? undefined : parseTime(args.from, '--from');
  const to = args.to === undefined ? undefined : parseTime(args.to, '--to');
  if (from !== undefined && to !== undefined && from >= to) {
    throw new InputError(`--from ${args.from!} is not before --to ${args.to!}`);
  }
  return {
    model,
    map: parseColumnMap(args.map ?? []),
    onError: args.onError,
    allowUnmapped: args.allowUnmapped,
    keepOperations: args.keepOperations,
    format: args.format,
    timeUnit: args.timeUnit,
    from,
    to,
  };
}
