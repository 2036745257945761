import { HOUR, MINUTE, SECOND } from '../../time.js';
import type { RateClock } from './fit-rate-clock.js';
import { mergeEvents, type UserEvents } from './fit-streams.js';

/** Lengths of time, in microseconds, at which counts are looked at. */
export const DISPERSION_SCALES = [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR] as const;

/** So many stretches beyond what the curve was fitted to make an index worth telling. */
const FEWEST_STRETCHES = 10;

/**
 * The index of dispersion of counts: the variance of how many requests fall into stretches of a length,
 * over their mean, once the rate curve is taken out. 1 for chance alone, more for clusters, less for
 * regularity (Cox and Lewis, "The Statistical Analysis of Series of Events", 1966, section 4.4).
 */
export interface Dispersion {
  /** Microseconds. */
  readonly scale: number;
  /** Of all users' requests together. */
  readonly all: number;
  /** Of each user's requests alone, averaged by how many they are. */
  readonly perUser: number;
  /** The most requests of all users in a stretch. */
  readonly most: number;
  /** How far `perUser` strays from 1 by chance, if gaps are exponential: one standard deviation. */
  readonly error: number;
}

/**
 * The dispersion at each scale that the window supports.
 * @param fitted how many numbers of the rate curve were fitted to the same requests.
 */
export function measureDispersion(
  byUser: readonly UserEvents[],
  clock: RateClock,
  fitted: number,
): Dispersion[] {
  const all = [{ user: 0, times: mergeEvents(byUser) }];
  return DISPERSION_SCALES.flatMap((scale) => {
    const stretches = Math.floor((clock.to - clock.from) / scale);
    if (all[0]!.times.length < 2 || stretches - fitted < FEWEST_STRETCHES) return [];
    const squares = expectedSquares(clock, scale, stretches);
    const correction = stretches / (stretches - fitted);
    const requests = all[0]!.times.length;
    return [
      {
        scale,
        all: correction * indexOf(all, clock, scale, stretches, squares),
        perUser: correction * indexOf(byUser, clock, scale, stretches, squares),
        most: mostOf(all[0]!.times, clock.from, scale),
        error: Math.sqrt(2 / (stretches * byUser.length) + 1 / requests),
      },
    ];
  });
}

/** The sum of squares of what is expected in each stretch of a scale, for one request in all. */
export function expectedSquares(clock: RateClock, scale: number, stretches: number): number {
  let sum = 0;
  let before = 0;
  for (let i = 1; i <= stretches; i++) {
    const now = clock.at(clock.from + i * scale);
    sum += ((now - before) / clock.total) ** 2;
    before = now;
  }
  return sum;
}

function indexOf(
  byUser: readonly UserEvents[],
  clock: RateClock,
  scale: number,
  stretches: number,
  squares: number,
): number {
  let deviations = 0;
  let expectations = 0;
  const covered = clock.at(clock.from + stretches * scale) / clock.total;
  for (const { times } of byUser) {
    deviations += times.length ** 2 * squares;
    expectations += times.length * covered;
    for (let i = 0; i < times.length;) {
      const stretch = Math.floor((times[i]! - clock.from) / scale);
      let count = 0;
      while (i < times.length && times[i]! < clock.from + (stretch + 1) * scale) {
        count += 1;
        i += 1;
      }
      if (stretch >= stretches) continue;
      const start = clock.from + stretch * scale;
      const expected = (times.length * (clock.at(start + scale) - clock.at(start))) / clock.total;
      deviations += count ** 2 - 2 * count * expected;
    }
  }
  return deviations / expectations;
}

function mostOf(times: Float64Array, from: number, scale: number): number {
  let [most, count, last] = [0, 0, NaN];
  for (const at of times) {
    const stretch = Math.floor((at - from) / scale);
    count = stretch === last ? count + 1 : 1;
    last = stretch;
    most = Math.max(most, count);
  }
  return most;
}
