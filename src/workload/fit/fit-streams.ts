import { HOUR } from '../../time.js';
import type { Columns } from '../../trace/columns.js';

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

/** The requests of one app in one category. */
export interface FitStream {
  readonly app: number;
  readonly category: number;
  /** Places of its requests in the columns, in order. */
  readonly rows: Uint32Array;
  readonly byUser: readonly UserEvents[];
}

/** A recording shorter than this is taken to begin and end with its requests; a longer one with whole hours. */
export const SHORT_RECORDING = 23 * HOUR;

/** What a recording covers, as far as its requests tell. */
export function windowOf({ timestamp, length }: Columns): FitWindow {
  const first = timestamp[0]!;
  const last = timestamp[length - 1]!;
  const span = last - first;
  if (span >= SHORT_RECORDING) {
    return { from: Math.floor(first / HOUR) * HOUR, to: (Math.floor(last / HOUR) + 1) * HOUR };
  }
  return { from: first, to: last + Math.max(1, Math.round(span / Math.max(1, length - 1))) };
}

/** The requests within a window, apart for each app and category, in the order of those. */
export function splitStreams(columns: Columns, { from, to }: FitWindow): FitStream[] {
  const categories = columns.names.categories.length;
  const groups = new Map<number, number[]>();
  for (let row = 0; row < columns.length; row++) {
    const at = columns.timestamp[row]!;
    if (at < from || at >= to) continue;
    appendTo(groups, columns.app[row]! * categories + columns.category[row]!, row);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([key, list]) => {
      const rows = Uint32Array.from(list);
      return {
        app: Math.floor(key / categories),
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

export function countEvents(byUser: readonly UserEvents[]): number {
  return byUser.reduce((sum, { times }) => sum + times.length, 0);
}

function appendTo(groups: Map<number, number[]>, key: number, value: number): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
