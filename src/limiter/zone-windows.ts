import { Temporal } from 'temporal-polyfill';
import { HOUR, MILLISECOND } from '../time.js';
import type { Windows } from './windows.js';

/** Windows that start at the local hours and days of a time zone. */
export interface ZoneWindows {
  /** A change of the zone's offset starts an hour too. */
  readonly hour: Windows;
  /**
   * A local day starts at its first existing instant and lasts 23 to 25 hours. Where clocks go back over
   * midnight, the day that has begun goes on.
   */
  readonly day: Windows;
}

/**
 * The windows of an IANA time zone, such as `Europe/Berlin`; null if there is no such zone.
 */
export function zoneWindows(zone: string): ZoneWindows | null {
  try {
    new Temporal.ZonedDateTime(0n, zone);
  } catch {
    return null;
  }
  const local = (t: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(t / MILLISECOND)).toZonedDateTimeISO(zone);
  const toMicroseconds = (at: Temporal.ZonedDateTime): number => at.epochMilliseconds * MILLISECOND;
  return {
    day: {
      endOf: (t) => {
        const today = local(t).toPlainDate();
        const startIn = (days: number): number =>
          toMicroseconds(today.add({ days }).toZonedDateTime(zone));
        const tomorrow = startIn(1);
        return tomorrow > t ? tomorrow : startIn(2);
      },
    },
    hour: {
      endOf: (t) => {
        const now = local(t);
        const sinceLocalEpoch = t + now.offsetNanoseconds / 1000;
        const end = (Math.floor(sinceLocalEpoch / HOUR) + 1) * HOUR - now.offsetNanoseconds / 1000;
        if (local(end).offsetNanoseconds === now.offsetNanoseconds) return end;
        return Math.min(end, toMicroseconds(now.getTimeZoneTransition('next')!));
      },
    },
  };
}
