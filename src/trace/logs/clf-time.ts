import { MONTHS, parseIsoTimestamp, type IsoTimestamp } from '../../time.js';

const CLF =
  /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4})[: ](\d\d:\d\d:\d\d(?:[.,]\d+)?)(?: ([+-]\d\d:?\d\d|Z))?$/;

/**
 * Reads a time of the Common Log Format, `10/Oct/2000:13:55:36 -0700`, with or without brackets; digits of a
 * second below 1 µs are cut. A time without a zone is read as UTC.
 * @returns null if the text is not such a time, or names a day or an hour that does not exist.
 */
export function parseClfTime(text: string): IsoTimestamp | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const match = CLF.exec(bare);
  if (match === null) return null;
  const [, day, name, year, clock, zone = ''] = match;
  const month = MONTHS.indexOf(name!) + 1;
  return parseIsoTimestamp(`${year!}-${String(month).padStart(2, '0')}-${day!}T${clock!}${zone}`);
}
