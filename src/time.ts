/**
 * Time is whole microseconds since the Unix epoch, held in a float64, which is exact to the year 2255.
 */

export const MICROSECOND = 1;
export const MILLISECOND = 1e3;
export const SECOND = 1e6;
export const MINUTE = 6e7;
export const HOUR = 3.6e9;
export const DAY = 8.64e10;

/** Months as HTTP and access logs write them. */
export const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

const UNITS: Readonly<Record<string, number>> = {
  us: MICROSECOND,
  ms: MILLISECOND,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
};

const DURATION = /^(\d+(?:\.\d+)?)(us|ms|s|m|h|d)$/;

/**
 * Reads a duration such as `250ms`, `90s`, `15m`, `6h`, `1d`.
 * @returns whole microseconds, or null if the text is no duration.
 */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text.trim());
  if (match === null) return null;
  const us = Number(match[1]) * UNITS[match[2]!]!;
  return Number.isSafeInteger(Math.round(us)) ? Math.round(us) : null;
}

/**
 * The shortest exact form of a duration in one unit: `1d`, `90s`, `1500us`.
 * @param us whole microseconds.
 */
export function formatDuration(us: number): string {
  if (us === 0) return '0s';
  const unit = ['d', 'h', 'm', 's', 'ms', 'us'].find((name) => Number.isInteger(us / UNITS[name]!));
  return unit === undefined ? `${us}us` : `${us / UNITS[unit]!}${unit}`;
}

/** Units of a numeric timestamp, and how many of each make a microsecond's worth. */
export const TIME_UNITS = ['s', 'ms', 'us', 'ns'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Guesses the unit of a numeric timestamp from its size: seconds below 1e11, milliseconds below 1e14, microseconds below 1e17, else nanoseconds. */
export function guessTimeUnit(value: number): TimeUnit {
  const size = Math.abs(value);
  if (size < 1e11) return 's';
  if (size < 1e14) return 'ms';
  return size < 1e17 ? 'us' : 'ns';
}

const DIGITS_TO_MICROSECONDS: Readonly<Record<TimeUnit, number>> = { s: 6, ms: 3, us: 0, ns: -3 };
const NUMERIC = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Whether the text has the form of a numeric timestamp. */
export function isNumericTimestamp(text: string): boolean {
  return NUMERIC.test(text);
}

/**
 * Reads a numeric timestamp exactly, from its decimal digits; digits below one microsecond are cut.
 * @returns microseconds since the epoch, or null if the text is no number or lies outside the years that a float64 holds exactly.
 */
export function parseNumericTimestamp(text: string, unit: TimeUnit): number | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const whole = match[2]!;
  const fraction = match[3] ?? '';
  const shift = DIGITS_TO_MICROSECONDS[unit] + Number(match[4] ?? 0);
  const point = whole.length + shift;
  const digits = (whole + fraction).slice(0, Math.max(point, 0)).padEnd(Math.max(point, 0), '0');
  const us = Number(digits === '' ? '0' : digits);
  if (!Number.isSafeInteger(us)) return null;
  return match[1] === '-' && us !== 0 ? -us : us;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= DAYS_IN_MONTH[month - 1]! + (month === 2 && leap ? 1 : 0);
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** An ISO 8601 timestamp: microseconds since the epoch, and whether the text named its zone. */
export interface IsoTimestamp {
  readonly us: number;
  readonly zoned: boolean;
}

/**
 * Reads an ISO 8601 date and time. A space may stand for the `T`; digits below one microsecond are cut; a
 * time without a zone is read as UTC.
 * @returns null if the text is not such a time, or names a day or an hour that does not exist.
 */
export function parseIsoTimestamp(text: string): IsoTimestamp | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const local =
    daysFromCivil(Number(year), Number(month), Number(day)) * DAY +
    Number(hour) * HOUR +
    Number(minute) * MINUTE +
    Number(second) * SECOND +
    Number(fraction.slice(0, 6).padEnd(6, '0'));
  const offset = zone === undefined ? 0 : parseOffset(zone);
  const us = offset === null ? NaN : local - offset;
  if (!Number.isSafeInteger(us)) return null;
  return { us, zoned: zone !== undefined };
}

function parseOffset(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = zone.length > 3 ? Number(zone.slice(-2)) : 0;
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

/**
 * ISO 8601 in UTC with six decimals: `2026-01-05T22:01:44.415000Z`.
 * @param us whole microseconds since the epoch.
 */
export function formatTimestamp(us: number): string {
  const ms = Math.floor(us / MILLISECOND);
  const rest = us - ms * MILLISECOND;
  return `${new Date(ms).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}
