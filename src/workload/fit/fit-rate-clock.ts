import { localHours } from '../profile/calendar.js';
import type { FitWindow } from './fit-streams.js';

/** Time measured by what a rate curve leads one to expect: microseconds of the mean rate. */
export interface RateClock extends FitWindow {
  /** All that is expected in the window. */
  readonly total: number;
  /** What is expected from the window's start until an instant within it. */
  at(instant: number): number;
}

/** The clock of a curve of 168 factors, by local hour of the week. */
export function createRateClock(
  { from, to }: FitWindow,
  week: readonly number[],
  zone: string,
): RateClock {
  const hours = localHours(from, to, zone);
  const before = new Float64Array(hours.length + 1);
  hours.forEach((hour, i) => {
    before[i + 1] = before[i]! + (hour.to - hour.from) * week[hour.hourOfWeek]!;
  });
  let last = 0;
  return {
    from,
    to,
    total: before[hours.length]!,
    at(instant) {
      if (instant < hours[last]!.from) last = 0;
      while (last + 1 < hours.length && hours[last]!.to <= instant) last += 1;
      const hour = hours[last]!;
      return before[last]! + (instant - hour.from) * week[hour.hourOfWeek]!;
    },
  };
}
