import { DAY, formatTimestamp, HOUR, MILLISECOND, MINUTE, SECOND } from '../../time.js';

const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', SECOND],
  ['ms', MILLISECOND],
] as const;

const YEAR = 365.2425 * DAY;

/** A length of time to three figures at most: `6.5 h`, `32 min`; from two years on, whole years. @param us microseconds. */
export function spanWords(us: number): string {
  const years = Math.round(us / YEAR);
  if (years >= 2) return `${years.toLocaleString('en-US')} years`;
  const [unit, size] = UNITS.find(([, length]) => us >= length) ?? (['µs', 1] as const);
  return `${Number((us / size).toPrecision(3)).toLocaleString('en-US')} ${unit}`;
}

/** A time to the second: `2026-03-02 15:00:00`, in UTC. @param us microseconds since the epoch. */
export function timeWords(us: number): string {
  return formatTimestamp(us).slice(0, 19).replace('T', ' ');
}

/** A day: `2026-03-02`. */
export function dayWords(us: number): string {
  return formatTimestamp(us).slice(0, 10);
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** The time of day: `15:00`. @param us microseconds since the epoch, or since midnight. */
export function clockWords(us: number): string {
  return formatTimestamp(us).slice(11, 16);
}
