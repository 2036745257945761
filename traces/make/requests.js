/**
 * What the synthetic traces are made with. A source of requests is a function that takes a day and a
 * stream of chance and returns that day's requests, rows of `{at, user, ...}`. Times are milliseconds
 * since the epoch, in UTC.
 */
import seedrandom from 'seedrandom';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A seeded stream of chance. Only sums and products, so that every machine draws the same. */
export function chance(seed) {
  const random = seedrandom(seed);
  const between = (low, high) => low + (high - low) * random();
  const whole = (low, high) => Math.floor(between(low, high + 1));
  return {
    between,
    whole,
    pick: (list) => list[whole(0, list.length - 1)],
    /** An object id: a prefix and five digits. */
    id: (prefix) => `${prefix}${whole(10000, 99999)}`,
  };
}

/** One caller that sends its requests one after another; `rows` is what it sent. */
export function caller(user, start, draw, pause = [80, 350]) {
  let at = start;
  const rows = [];
  return {
    rows,
    call(method, path, rest = {}) {
      rows.push({ at: Math.round(at), user, method, path: `/v5${path}`, ...rest });
      at += draw.between(...pause);
    },
    wait: (low, high) => (at += draw.between(low, high)),
  };
}

/** Whether the day is a Saturday or a Sunday. */
export const isWeekend = (day) => [0, 6].includes(new Date(day).getUTCDay());
/** The date of an instant: `2026-03-02`. */
export const date = (at) => new Date(at).toISOString().slice(0, 10);
/** 0, 1, 2 … below `count`. */
export const range = (count) => Array.from({ length: count }, (_, index) => index);

/**
 * The requests of seven days from all sources, in order of time. Chance is seeded by trace, source and
 * day, so a change to one source leaves the others as they were.
 */
export function week(name, monday, sources) {
  return range(7)
    .map((index) => monday + index * DAY)
    .flatMap((day) =>
      sources.flatMap((source) => source(day, chance(`${name}/${source.name}/${date(day)}`))),
    )
    .sort((a, b) => a.at - b.at);
}

/** The rows as CSV text; a column that a row lacks is an empty cell. No cell needs quotes. */
export function csv(columns, rows) {
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}
