import { DAY } from '../../time.js';
import type { LocalTime } from './fit-local-time.js';
import { countEvents, type FitWindow, type UserEvents } from './fit-streams.js';

/** The day of the week of a day since the epoch: 0 is Sunday; day 0, the first of January 1970, was a Thursday. */
export function weekday(day: number): number {
  return (day + 4) % 7;
}

/** Days of the week that jobs are often kept to. */
const USUAL_DAYS = [
  [1, 2, 3, 4, 5],
  [0, 6],
];

/**
 * The usual days on which a job fires, if on those always and on no other; else null.
 * @param fired days since the epoch, as clocks show it less `from`.
 */
export function firedDays(
  fired: ReadonlySet<number>,
  window: FitWindow,
  local: LocalTime,
  from: number,
): readonly number[] | null {
  const first = Math.ceil((local(window.from) - from) / DAY);
  const last = Math.floor((local(window.to - 1) - from) / DAY);
  if (last - first < 6) return null;
  const holds = (days: readonly number[]): boolean => {
    for (let day = first; day <= last; day++) {
      if (fired.has(day) !== days.includes(weekday(day))) return false;
    }
    return true;
  };
  return USUAL_DAYS.find(holds) ?? null;
}

/** A day of the week is unlike the others if it has so many times more or fewer requests than most, … */
const LEAST_FACTOR = 1.4;
/** … by so many standard deviations, if firings are independent. */
const SURE = 4.5;

/**
 * Groups of days of the week on which a job sends clearly more or less than on most days; days on which it
 * never fires are in none.
 * @param sizes requests of each firing of each user.
 * @returns null if all days are alike, or less than a week was recorded.
 */
export function unlikeDays(
  byUser: readonly UserEvents[],
  sizes: readonly number[],
  { from, to }: FitWindow,
  dayOf: (at: number) => number,
): number[][] | null {
  if (to - from < 6.9 * DAY) return null;
  const counts = new Array<number>(7).fill(0);
  for (const { times } of byUser) times.forEach((at) => (counts[dayOf(at)]! += 1));
  const fired = counts.map((_, day) => day).filter((day) => counts[day]! > 0);
  const most = fired.map((day) => counts[day]!).sort((a, b) => a - b)[
    Math.floor(fired.length / 2)
  ]!;
  const clustering = sizes.reduce((sum, size) => sum + size ** 2, 0) / countEvents(byUser);
  const isUnlike = (day: number): boolean => {
    const count = counts[day]!;
    return (
      Math.max(count / most, most / count) >= LEAST_FACTOR &&
      Math.abs(count - most) >= SURE * Math.sqrt(Math.max(count, most) * clustering)
    );
  };
  const unlike = fired.filter(isUnlike);
  if (unlike.length === 0) return null;
  return [fired.filter((day) => !isUnlike(day)), ...unlike.map((day) => [day])];
}
