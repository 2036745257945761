import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, MILLISECOND } from '../../time.js';

/** A stretch of time within one local hour: whole microseconds since the epoch. */
export interface LocalHour {
  readonly from: number;
  readonly to: number;
  /** Hour of the local week, 0 to 167: Monday 00:00 first. */
  readonly hourOfWeek: number;
  /** Local date, YYYY-MM-DD. */
  readonly date: string;
}

/** Whether there is an IANA time zone of this name. */
export function isTimeZone(zone: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text YYYY-MM-DD names a day that exists. */
export function isCalendarDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** The first instant of a local date, in microseconds. */
export function startOfDate(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds * MILLISECOND;
}

/**
 * The instant of a local time such as `2026-03-04T18:00`, in microseconds; null if there is no such
 * hour on a clock. Of a time that clocks show twice, the first; of one that they leave out, as much later.
 */
export function localInstant(text: string, zone: string): number | null {
  try {
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return local.toZonedDateTime(zone).epochMilliseconds * MILLISECOND;
  } catch {
    return null;
  }
}

/** Cuts a stretch of time at each local hour, and wherever the zone's offset changes. */
export function localHours(from: number, to: number, zone: string): LocalHour[] {
  const hours: LocalHour[] = [];
  for (let at = from; at < to;) {
    const local = zonedAt(at, zone);
    const offset = local.offsetNanoseconds / 1000;
    const next = (Math.floor((at + offset) / HOUR) + 1) * HOUR - offset;
    const end = Math.min(to, offsetChangeWithin(at, next, zone) ?? next);
    hours.push({
      from: at,
      to: end,
      hourOfWeek: (local.dayOfWeek - 1) * 24 + local.hour,
      date: local.toPlainDate().toString(),
    });
    at = end;
  }
  return hours;
}

function zonedAt(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at / MILLISECOND)).toZonedDateTimeISO(
    zone,
  );
}

/** When the zone's offset changes after `from` and before `to`; undefined if it does not. */
function offsetChangeWithin(from: number, to: number, zone: string): number | undefined {
  const before = zonedAt(from, zone);
  if (zonedAt(to, zone).offsetNanoseconds === before.offsetNanoseconds) return undefined;
  return before.getTimeZoneTransition('next')!.epochMilliseconds * MILLISECOND;
}

/** Lengths that growth may be told for. A month is a twelfth of the Gregorian calendar's mean year of 365.2425 days. */
export const GROWTH_PERIODS: Readonly<Record<string, number>> = {
  day: DAY,
  week: 7 * DAY,
  month: (365.2425 / 12) * DAY,
  year: 365.2425 * DAY,
};
