import { DAY, HOUR } from '../../time.js';
import type { Columns } from '../../trace/columns.js';
import { createLocalTime } from './fit-local-time.js';
import type { UserKind } from './fit-user-kinds.js';

/** The stretch of time that a recording covers: microseconds since the epoch, the end left out. */
export interface FitWindow {
  readonly from: number;
  readonly to: number;
}

/** The instants at which one user sends, in order. */
export interface UserEvents {
  /** Index into `Names.users`. */
  readonly user: number;
  readonly times: Float64Array;
}

/** The requests of one kind of users in one category. */
export interface FitStream {
  /** Index into the kinds of users. */
  readonly kind: number;
  readonly category: number;
  /** Places of its requests in the columns, in order. */
  readonly rows: Uint32Array;
  readonly byUser: readonly UserEvents[];
}

/** A recording shorter than this is taken to begin and end with its requests; a longer one with whole hours. */
export const SHORT_RECORDING = 23 * HOUR;

/**
 * What a recording covers, as far as its requests tell: whole hours, and the rest of its first and last day
 * (in the zone) where silence then is no surprise.
 */
export function windowOf({ timestamp, length }: Columns, zone: string): FitWindow {
  const first = timestamp[0]!;
  const last = timestamp[length - 1]!;
  const span = last - first;
  if (span < SHORT_RECORDING) {
    return { from: first, to: last + Math.max(1, Math.round(span / Math.max(1, length - 1))) };
  }
  const hours = { from: Math.floor(first / HOUR) * HOUR, to: (Math.floor(last / HOUR) + 1) * HOUR };
  const local = createLocalTime(hours, zone);
  const clocks = Array.from(timestamp.subarray(0, length), (at) => local(at) % DAY);
  const days = Math.max(1, Math.round(span / DAY) - 1);
  const usual = (from: number, to: number): number =>
    clocks.reduce((sum, at) => sum + (at >= from && at < to ? 1 : 0), 0) / days;
  const before = local(hours.from) % DAY;
  const after = (DAY - (local(hours.to - 1) % DAY) - 1) % DAY;
  return {
    from: usual(0, before) <= SILENT ? hours.from - before : hours.from,
    to: usual(DAY - after, DAY) <= SILENT ? hours.to + after : hours.to,
  };
}

/** Where so few requests are usual, a day without any is no surprise: chance alone gives one in 20. */
const SILENT = 3;

/** The requests within a window, apart for each kind of users and category, in the order of those. */
export function splitStreams(
  columns: Columns,
  { from, to }: FitWindow,
  kinds: readonly UserKind[],
): FitStream[] {
  const categories = columns.names.categories.length;
  const kindOf = new Uint32Array(columns.names.users.length);
  kinds.forEach(({ users }, kind) => {
    for (const user of users) kindOf[user] = kind;
  });
  const groups = new Map<number, number[]>();
  for (let row = 0; row < columns.length; row++) {
    const at = columns.timestamp[row]!;
    if (at < from || at >= to) continue;
    const kind = kindOf[columns.user[row]!]!;
    appendTo(groups, kind * categories + columns.category[row]!, row);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([key, list]) => {
      const rows = Uint32Array.from(list);
      return {
        kind: Math.floor(key / categories),
        category: key % categories,
        rows,
        byUser: eventsByUser(columns, rows),
      };
    });
}

/** The instants of some rows, apart for each user. */
export function eventsByUser(columns: Columns, rows: Iterable<number>): UserEvents[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) appendTo(groups, columns.user[row]!, columns.timestamp[row]!);
  return [...groups].map(([user, times]) => ({ user, times: Float64Array.from(times) }));
}

/** The instants of all users in one order. */
export function mergeEvents(byUser: readonly UserEvents[]): Float64Array {
  const merged = new Float64Array(countEvents(byUser));
  let at = 0;
  for (const { times } of byUser) {
    merged.set(times, at);
    at += times.length;
  }
  return merged.sort();
}

/** The requests at the instants that are kept, of those users who have any. */
export function filterEvents(
  byUser: readonly UserEvents[],
  keep: (at: number) => boolean,
): UserEvents[] {
  return byUser
    .map(({ user, times }) => ({ user, times: times.filter(keep) }))
    .filter(({ times }) => times.length > 0);
}

export function countEvents(byUser: readonly UserEvents[]): number {
  return byUser.reduce((sum, { times }) => sum + times.length, 0);
}

function appendTo(groups: Map<number, number[]>, key: number, value: number): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
