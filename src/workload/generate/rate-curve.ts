import type { RateCurve } from '../profile/workload.js';

const HOURS = 24;
const DAYS = 7;

/** A curve of each local hour of the week from 24 weights of hours and 7 of days, Monday first. */
export function weekOf(hours: readonly number[], days: readonly number[]): number[] {
  return days.flatMap((day) => hours.map((hour) => day * hour));
}

/** A curve whose weights are stretched to the mean 1; there must be one above 0. */
export function rateCurve(week: readonly number[], zone: string): RateCurve {
  const mean = week.reduce((sum, weight) => sum + weight, 0) / week.length;
  return { zone, week: week.map((weight) => weight / mean) };
}

const every = (length: number, weight: number): number[] => new Array<number>(length).fill(weight);

/** Weights of 24 hours: `outside` but for stretches [from, to) with a weight each. */
function hoursOf(outside: number, stretches: readonly [number, number, number][]): number[] {
  const hours = every(HOURS, outside);
  for (const [from, to, weight] of stretches) hours.fill(weight, from, to);
  return hours;
}

/** Curves that a profile may name. They are round shapes of the project's own, measured nowhere. */
export const NAMED_CURVES: Readonly<Record<string, readonly number[]>> = {
  flat: every(HOURS * DAYS, 1),
  /** People at work: weekdays from eight to six with a dip at noon; little at night and at weekends. */
  office: weekOf(
    hoursOf(0.03, [
      [7, 8, 0.3],
      [8, 9, 0.7],
      [9, 12, 1],
      [12, 13, 0.6],
      [13, 17, 1],
      [17, 18, 0.6],
      [18, 20, 0.2],
    ]),
    [1, 1, 1, 1, 1, 0.1, 0.1],
  ),
  /** People at leisure: little before dawn, most from seven to ten in the evening, more at weekends. */
  evening: weekOf(
    hoursOf(0.4, [
      [0, 2, 0.3],
      [2, 6, 0.1],
      [6, 9, 0.3],
      [12, 14, 0.5],
      [17, 19, 0.7],
      [19, 22, 1],
      [22, 24, 0.6],
    ]),
    [1, 1, 1, 1, 1, 1.3, 1.3],
  ),
};
