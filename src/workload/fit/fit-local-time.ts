import { Temporal } from 'temporal-polyfill';
import { MILLISECOND } from '../../time.js';
import { localHours } from '../profile/calendar.js';
import type { FitWindow } from './fit-streams.js';

/** What a clock on the wall shows, as microseconds since the epoch of a clock in UTC that shows the same. */
export type LocalTime = (instant: number) => number;

/** The local time of instants in a window. */
export function createLocalTime({ from, to }: FitWindow, zone: string): LocalTime {
  if (zone === 'UTC') return (instant) => instant;
  const hours = localHours(from, to, zone);
  const offsets = hours.map(
    (hour) =>
      Temporal.Instant.fromEpochMilliseconds(Math.ceil(hour.from / MILLISECOND)).toZonedDateTimeISO(
        zone,
      ).offsetNanoseconds / 1000,
  );
  let last = 0;
  return (instant) => {
    if (instant < hours[last]!.from) last = 0;
    while (last + 1 < hours.length && hours[last]!.to <= instant) last += 1;
    return instant + offsets[last]!;
  };
}
