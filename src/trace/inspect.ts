import { DAY, HOUR, MINUTE, SECOND, formatTimestamp } from '../time.js';
import { FLAG_CONVERSION, FLAG_TEST, type Columns } from './columns.js';
import { findQuirks } from './quirks/quirks.js';
import type { Quirk } from './quirks/quirk.js';
import { findRetries, RETRY_SPAN, type Retries } from './demand/retries.js';
import type { Trace } from './trace.js';

/** A count and the name that it belongs to. */
export interface NamedCount {
  readonly name: string;
  readonly requests: number;
}

/** The most requests in one aligned window. */
export interface Busiest {
  readonly requests: number;
  /** Start of the window. */
  readonly at: string;
}

/** What is in a trace. */
export interface Inspection {
  readonly requests: number;
  readonly start: string;
  readonly end: string;
  readonly spanMs: number;
  /** Requests a second over the whole span; null where the trace has no length. */
  readonly meanRate: number | null;
  readonly busiest: Readonly<Record<'second' | 'minute' | 'hour' | 'day', Busiest>>;
  /** As the files name them; rate limit headers only where a row has them. */
  readonly columns: readonly string[];
  readonly apps: readonly NamedCount[];
  /** (app, user) pairs, the busiest first. */
  readonly users: readonly NamedCount[];
  readonly adAccounts: readonly NamedCount[];
  readonly categories: readonly NamedCount[];
  readonly unmapped: Trace['unmapped'];
  readonly skipped: Pick<Trace['skipped'], 'rows' | 'reasons'>;
  readonly unselected: number;
  readonly outOfOrder: number;
  readonly testRequests: number;
  readonly conversionTokens: number;
  /** Sum of the costs; absent where the trace has none. */
  readonly units?: number;
  /** Recorded answers by status; absent where the trace has none. */
  readonly statuses?: readonly NamedCount[];
  /** Rows with recorded rate limit headers; absent where the trace has none. */
  readonly rateLimitHeaders?: number;
  /** What looks like retries of requests answered 429; absent where none was. */
  readonly retries?: Retries;
  /** What was folded into first attempts before the rest was counted; absent where nothing was. */
  readonly folded?: Retries;
  readonly quirks: readonly Quirk[];
  /** What a replay holds of the trace, for each request. */
  readonly bytesPerRequest: number;
  readonly warnings: readonly string[];
}

/**
 * Counts what is in a trace, and says what is odd about it.
 * @param retrySpan how long after a refusal a request counts as its retry, in microseconds.
 */
export function inspect(trace: Trace, retrySpan = RETRY_SPAN): Inspection {
  const { columns } = trace;
  const { timestamp, length, names, cost, status } = columns;
  const retries = findRetries(columns, retrySpan)?.facts;
  const span = timestamp[length - 1]! - timestamp[0]!;
  const scoped = ({ app, name }: { app: number; name: string }): string =>
    names.apps.length === 1 ? name : `${names.apps[app]!}/${name}`;
  return {
    requests: length,
    start: formatTimestamp(timestamp[0]!),
    end: formatTimestamp(timestamp[length - 1]!),
    spanMs: span / 1000,
    meanRate: span === 0 ? null : (length / span) * SECOND,
    busiest: {
      second: busiest(columns, SECOND),
      minute: busiest(columns, MINUTE),
      hour: busiest(columns, HOUR),
      day: busiest(columns, DAY),
    },
    columns: trace.sourceColumns.filter((name) => wasTold(columns, name)),
    apps: countBy(columns, columns.app, names.apps),
    users: countBy(columns, columns.user, names.users.map(scoped)),
    adAccounts: countBy(columns, columns.adAccount, names.adAccounts.map(scoped)),
    categories: countBy(columns, columns.category, names.categories).filter(
      ({ name }) => name !== '',
    ),
    unmapped: trace.unmapped,
    skipped: { rows: trace.skipped.rows, reasons: trace.skipped.reasons },
    unselected: trace.unselected,
    outOfOrder: trace.outOfOrder,
    testRequests: countFlag(columns, FLAG_TEST),
    conversionTokens: countFlag(columns, FLAG_CONVERSION),
    ...(cost && { units: cost.reduce((sum, units) => sum + units, 0) }),
    ...(status && { statuses: countStatuses(status) }),
    ...(columns.rateLimitHeaders && { rateLimitHeaders: countHeaders(columns) }),
    ...(retries && { retries }),
    ...(trace.folded && { folded: trace.folded }),
    quirks: findQuirks(trace),
    bytesPerRequest: bytesOf(columns) / length,
    warnings: trace.warnings,
  };
}

/** Whether a column is other than that of a rate limit header which no row has. */
function wasTold({ rateLimitHeaders }: Columns, name: string): boolean {
  const header = (['limit', 'remaining', 'reset'] as const).find(
    (part) => name === `ratelimit_${part}`,
  );
  return header === undefined || rateLimitHeaders?.[header] !== undefined;
}

function busiest({ timestamp, length }: Columns, window: number): Busiest {
  let most = 0;
  let at = 0;
  let opens = -Infinity;
  let count = 0;
  for (let seq = 0; seq < length; seq++) {
    const start = Math.floor(timestamp[seq]! / window) * window;
    count = start === opens ? count + 1 : 1;
    opens = start;
    if (count <= most) continue;
    most = count;
    at = start;
  }
  return { requests: most, at: formatTimestamp(at) };
}

function countBy(
  { length }: Columns,
  column: Uint32Array | Uint16Array,
  names: readonly string[],
): NamedCount[] {
  const counts = new Float64Array(names.length);
  for (let seq = 0; seq < length; seq++) counts[column[seq]!]!++;
  return byCount(names.map((name, index) => ({ name, requests: counts[index]! })));
}

function byCount(counts: readonly NamedCount[]): NamedCount[] {
  return counts.filter(({ requests }) => requests > 0).sort((a, b) => b.requests - a.requests);
}

function countFlag({ flags }: Columns, flag: number): number {
  return flags.reduce((sum, bits) => sum + ((bits & flag) === 0 ? 0 : 1), 0);
}

function countStatuses(status: Uint16Array): NamedCount[] {
  const counts = new Map<number, number>();
  for (const code of status) counts.set(code, (counts.get(code) ?? 0) + 1);
  return byCount(
    [...counts].map(([code, requests]) => ({
      name: code === 0 ? 'unknown' : String(code),
      requests,
    })),
  );
}

function countHeaders({ rateLimitHeaders, length }: Columns): number {
  const { limit, remaining, reset } = rateLimitHeaders!;
  let rows = 0;
  for (let seq = 0; seq < length; seq++) {
    if (limit?.[seq] || remaining?.[seq] || reset?.[seq]) rows++;
  }
  return rows;
}

/** Bytes of the columns of a replay; numbers by which repeats are found are held by what inspects alone. */
function bytesOf(columns: Columns): number {
  const { timestamp, app, user, adAccount, category, flags, cost, status, operation } = columns;
  const { limit, remaining, reset } = columns.rateLimitHeaders ?? {};
  const all = [
    timestamp,
    app,
    user,
    adAccount,
    category,
    flags,
    cost,
    status,
    limit,
    remaining,
    reset,
    operation,
  ];
  return all.reduce((sum, column) => sum + (column?.byteLength ?? 0), 0);
}
