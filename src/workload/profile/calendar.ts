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

/** The hour of the week at the epoch, which was on a Thursday. */
const EPOCH_HOUR = 3 * 24;
const HOURS_A_WEEK = 7 * 24;

/** Cuts a stretch of time at each local hour, and wherever the zone's offset changes. */
export function localHours(from: number, to: number, zone: string): LocalHour[] {
  const hours: LocalHour[] = [];
  for (let at = from; at < to;) {
    const local = zonedAt(at, zone);
    const offset = local.offsetNanoseconds / 1000;
    const change = local.getTimeZoneTransition('next');
    const stop = change === null ? to : Math.min(to, change.epochMilliseconds * MILLISECOND);
    while (at < stop) {
      const hour = Math.floor((at + offset) / HOUR);
      const end = Math.min(stop, (hour + 1) * HOUR - offset);
      hours.push({ from: at, to: end, hourOfWeek: hourOfWeek(hour), date: dateOf(hour) });
      at = end;
    }
  }
  return hours;
}

function hourOfWeek(hour: number): number {
  return (((hour + EPOCH_HOUR) % HOURS_A_WEEK) + HOURS_A_WEEK) % HOURS_A_WEEK;
}

/** The date of an hour that is counted on a local clock from its own 1970. */
function dateOf(hour: number): string {
  return new Date((hour * HOUR) / MILLISECOND).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

/** A local day: whole microseconds since the epoch. */
export interface LocalDay {
  readonly from: number;
  readonly to: number;
  /** Whether clocks stay as they are throughout: it has 24 hours, from 00:00 on. */
  readonly regular: boolean;
}

/** The local days that have a part in a stretch of time, whole and in order. */
export function localDays(from: number, to: number, zone: string): LocalDay[] {
  const days: LocalDay[] = [];
  let begin = zonedAt(from, zone).startOfDay();
  while (begin.epochMilliseconds * MILLISECOND < to) {
    const end = begin.add({ days: 1 }).startOfDay();
    const change = begin.subtract({ milliseconds: 1 }).getTimeZoneTransition('next');
    days.push({
      from: begin.epochMilliseconds * MILLISECOND,
      to: end.epochMilliseconds * MILLISECOND,
      regular: change === null || change.epochMilliseconds > end.epochMilliseconds,
    });
    begin = end;
  }
  return days;
}

function zonedAt(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at / MILLISECOND)).toZonedDateTimeISO(
    zone,
  );
}

/** Lengths that growth may be told for. A month is a twelfth of the Gregorian calendar's mean year of 365.2425 days. */
export const GROWTH_PERIODS: Readonly<Record<string, number>> = {
  day: DAY,
  week: 7 * DAY,
  month: (365.2425 / 12) * DAY,
  year: 365.2425 * DAY,
};
