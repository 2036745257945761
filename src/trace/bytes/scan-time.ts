import { HOUR, MINUTE, MONTHS, SECOND, parseIsoTimestamp, type TimeUnit } from '../../time.js';
import { fourDigitsOf, shortText, standsAt, WORD, wordsOf } from './words.js';

/** Reads times that stand in `bytes` from `start` to before `end`. Each answer is whole microseconds since the epoch, or NaN where only `time.ts` can tell. */
export interface TimeScanner {
  /** An ISO 8601 date and time with seconds: `2026-03-02T10:00:00.123456Z`. */
  iso(bytes: Uint8Array, start: number, end: number): number;
  /** A time of the Common Log Format, with or without brackets: `[02/Mar/2026:10:00:00 +0000]`. */
  clf(bytes: Uint8Array, start: number, end: number): number;
  /** Whether the last ISO time named its zone. */
  readonly zoned: boolean;
}

const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPENING_BRACKET = 91;
const CLOSING_BRACKET = 93;
const [UPPER_T, LOWER_T, UPPER_Z, LOWER_Z] = [84, 116, 90, 122];

/** Of a second, down to one microsecond. */
const FRACTION_DIGITS = 6;

const ISO_DATE = 'YYYY-MM-DD'.length;
const ISO_MINUTE = 'YYYY-MM-DDTHH:MM'.length;
const ISO_TIME = 'YYYY-MM-DDTHH:MM:SS'.length;
const CLF_DATE = 'DD/Mon/YYYY'.length;
const CLF_MINUTE = 'DD/Mon/YYYY:HH:MM'.length;
const CLF_SECOND = 'DD/Mon/YYYY:HH:MM:SS'.length;
const CLF_TIME = 'DD/Mon/YYYY:HH:MM:SS +0000'.length;
const MONTH_CODES = MONTHS.map((name) => wordOf(...[0, 1, 2].map((k) => name.charCodeAt(k))));

/** A scanner that knows no date yet; each new one is read by `parseIsoTimestamp`, then known by its digits. */
export function createTimeScanner(): TimeScanner {
  return new Scanner();
}

/** A class, so that its machine code outlives it. */
class Scanner implements TimeScanner {
  zoned = false;
  /** Midnights by the digits of their dates, `YYYYMMDD`. */
  private readonly midnights = new Map<number, number>();
  private lastDate = NaN;
  private lastMidnight = NaN;
  /** The minute of the last ISO time, as it is written. */
  private isoText = shortText(new Uint8Array(0), 0, 0);
  private isoMinute = NaN;
  /** The minute of the last CLF time and its zone, as they are written. */
  private clfText = this.isoText;
  private clfZone = this.isoText;
  private clfMinute = NaN;

  iso(bytes: Uint8Array, start: number, end: number): number {
    if (end - start < ISO_TIME) return NaN;
    const words = wordsOf(bytes);
    if (!standsAt(this.isoText, words, start) || Number.isNaN(this.isoMinute)) {
      this.isoMinute = this.readIsoMinute(bytes, start);
      this.isoText = shortText(bytes, start, start + ISO_MINUTE);
    }
    let us = this.isoMinute + seconds(bytes, start + ISO_MINUTE);
    let i = start + ISO_TIME;
    if (i < end && (bytes[i] === POINT || bytes[i] === COMMA)) {
      const first = ++i;
      let fraction = i + WORD <= end ? fourDigitsOf(words.getInt32(i, true)) : -1;
      if (fraction === -1) fraction = 0;
      else i += WORD;
      for (; i < end && isDigit(bytes[i]!); i++) {
        if (i < first + FRACTION_DIGITS) fraction = fraction * 10 + (bytes[i]! - ZERO);
      }
      if (i === first) return NaN;
      for (let digits = i - first; digits < FRACTION_DIGITS; digits++) fraction *= 10;
      us += fraction;
    }
    this.zoned = i < end;
    const isUtc = i + 1 === end && (bytes[i] === UPPER_Z || bytes[i] === LOWER_Z);
    return safe(this.zoned && !isUtc ? us - offset(bytes, i, end) : us);
  }

  clf(bytes: Uint8Array, start: number, end: number): number {
    const i = bytes[start] === OPENING_BRACKET ? start + 1 : start;
    const last = i > start ? end - 1 : end;
    if (last - i !== CLF_TIME || (i > start && bytes[last] !== CLOSING_BRACKET)) return NaN;
    const zone = i + CLF_SECOND;
    const words = wordsOf(bytes);
    if (
      Number.isNaN(this.clfMinute) ||
      !standsAt(this.clfText, words, i) ||
      !standsAt(this.clfZone, words, zone)
    ) {
      this.clfMinute = this.readClfMinute(bytes, i) - offset(bytes, zone + 1, last);
      this.clfText = shortText(bytes, i, i + CLF_MINUTE);
      this.clfZone = shortText(bytes, zone, last);
    }
    return safe(this.clfMinute + seconds(bytes, i + CLF_MINUTE));
  }

  /** `YYYY-MM-DDTHH:MM`, or NaN. */
  private readIsoMinute(bytes: Uint8Array, start: number): number {
    if (bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS) return NaN;
    const separator = bytes[start + ISO_DATE];
    if (separator !== UPPER_T && separator !== SPACE && separator !== LOWER_T) return NaN;
    const year = fourDigits(bytes, start);
    const date = this.midnight(year, pair(bytes, start + 5), pair(bytes, start + 8));
    return date + clock(bytes, start + ISO_DATE + 1);
  }

  /** `DD/Mon/YYYY:HH:MM`, with a space before the zone, or NaN. */
  private readClfMinute(bytes: Uint8Array, start: number): number {
    if (bytes[start + 2] !== SLASH || bytes[start + 6] !== SLASH) return NaN;
    if (bytes[start + CLF_DATE] !== COLON || bytes[start + CLF_SECOND] !== SPACE) return NaN;
    const year = fourDigits(bytes, start + 7);
    const date = this.midnight(year, monthOf(bytes, start + 3), pair(bytes, start));
    return date + clock(bytes, start + CLF_DATE + 1);
  }

  private midnight(year: number, month: number, day: number): number {
    const date = (year * 100 + month) * 100 + day;
    if (date === this.lastDate) return this.lastMidnight;
    let us = this.midnights.get(date);
    if (us === undefined) {
      us = midnightOf(year, month, day);
      if (!Number.isNaN(us)) this.midnights.set(date, us);
    }
    this.lastDate = date;
    this.lastMidnight = us;
    return us;
  }
}

/** Microseconds since midnight of `HH:MM`, or NaN. */
function clock(bytes: Uint8Array, at: number): number {
  const hour = pair(bytes, at);
  const minute = pair(bytes, at + 3);
  if (bytes[at + 2] !== COLON || hour > 23 || minute > 59) return NaN;
  return hour * HOUR + minute * MINUTE;
}

/** Microseconds of the seconds in `:SS`, or NaN. */
function seconds(bytes: Uint8Array, at: number): number {
  const second = pair(bytes, at + 1);
  return bytes[at] === COLON && second <= 59 ? second * SECOND : NaN;
}

/** Microseconds east of UTC of `+HH:MM` or `+HHMM`, or NaN. */
function offset(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  const length = end - start;
  if (sign !== PLUS && sign !== MINUS) return NaN;
  if (length !== 5 && !(length === 6 && bytes[start + 3] === COLON)) return NaN;
  const hours = pair(bytes, start + 1);
  const minutes = pair(bytes, end - 2);
  if (hours > 23 || minutes > 59) return NaN;
  return (sign === MINUS ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

/** The number of two digits, or 100 if they are none. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]!;
  const ones = bytes[at + 1]!;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + (ones - ZERO) : 100;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function safe(us: number): number {
  return Number.isSafeInteger(us) ? us : NaN;
}

/** The number of four digits, or at least 10,000 if they are none. */
function fourDigits(bytes: Uint8Array, at: number): number {
  const low = pair(bytes, at + 2);
  return pair(bytes, at) * 100 + (low < 100 ? low : 10_000);
}

/** The month of an English abbreviation, from 1; 0 if it is none. */
function monthOf(bytes: Uint8Array, at: number): number {
  return 1 + MONTH_CODES.indexOf(wordOf(bytes[at], bytes[at + 1], bytes[at + 2]));
}

/** Three bytes as one number. */
function wordOf(first = 0, second = 0, third = 0): number {
  return (first << 16) | (second << 8) | third;
}

/** Midnight UTC of a date, or NaN. */
function midnightOf(year: number, month: number, day: number): number {
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  return parseIsoTimestamp(`${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`)?.us ?? NaN;
}

/**
 * A numeric time of digits and at most one point, exactly; digits below one microsecond are cut.
 * @returns whole microseconds since the epoch, or NaN where only `parseNumericTimestamp` can tell.
 */
export function scanEpoch(bytes: Uint8Array, start: number, end: number, unit: TimeUnit): number {
  let left = DIGITS_TO_MICROSECONDS[unit];
  let i = start;
  while (i < end && isDigit(bytes[i]!)) i++;
  const whole = i - start;
  const digits = whole + left;
  if (whole === 0 || digits <= 0 || digits > SAFE_DIGITS) return NaN;
  let us = 0;
  for (let k = start; k < i && k < start + digits; k++) us = us * 10 + (bytes[k]! - ZERO);
  if (i < end) {
    if (bytes[i++] !== POINT) return NaN;
    for (; i < end && isDigit(bytes[i]!); i++) {
      if (left-- > 0) us = us * 10 + (bytes[i]! - ZERO);
    }
    if (i < end) return NaN;
  }
  for (; left > 0; left--) us *= 10;
  return safe(us);
}

const DIGITS_TO_MICROSECONDS: Readonly<Record<TimeUnit, number>> = { s: 6, ms: 3, us: 0, ns: -3 };

/** A number of more digits is no safe integer. */
const SAFE_DIGITS = 16;
