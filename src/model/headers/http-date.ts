import { MILLISECOND, MONTHS, parseIsoTimestamp } from '../../time.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const TIME = '(\\d\\d:\\d\\d:\\d\\d)';
/** The preferred form, and the two old ones that are still to be read. Groups: day of the week, then as `ORDERS` says. */
const FORMS: readonly (readonly [pattern: RegExp, order: string])[] = [
  [new RegExp(`^(\\w{3}), (\\d\\d) (\\w{3}) (\\d{4}) ${TIME} GMT$`), 'dmyt'],
  [new RegExp(`^(\\w{3})[a-z]{3,6}, (\\d\\d)-(\\w{3})-(\\d\\d) ${TIME} GMT$`), 'dmyt'],
  [new RegExp(`^(\\w{3}) (\\w{3}) ([ \\d]\\d) ${TIME} (\\d{4})$`), 'mdty'],
];

/**
 * Reads an HTTP date (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, or one of its two obsolete forms.
 * A year of two digits lies between 1970 and 2069.
 * @returns microseconds since the epoch; null for any other text, or a day of the week that the date does not have.
 */
export function parseHttpDate(text: string): number | null {
  for (const [pattern, order] of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const part = (name: string): string => match[2 + order.indexOf(name)]!;
    const month = String(MONTHS.indexOf(part('m')) + 1).padStart(2, '0');
    const day = part('d').replace(' ', '0');
    const time = parseIsoTimestamp(`${fullYear(part('y'))}-${month}-${day}T${part('t')}Z`);
    if (time === null) return null;
    return DAYS[new Date(time.us / MILLISECOND).getUTCDay()] === match[1] ? time.us : null;
  }
  return null;
}

function fullYear(year: string): string {
  if (year.length === 4) return year;
  return (Number(year) < 70 ? '20' : '19') + year;
}

/** The preferred form of an HTTP date. @param us microseconds since the epoch; what is below a second is cut. */
export function writeHttpDate(us: number): string {
  return new Date(Math.floor(us / MILLISECOND)).toUTCString();
}
