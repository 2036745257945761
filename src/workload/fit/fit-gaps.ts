import type { RateClock } from './fit-rate-clock.js';
import type { UserEvents } from './fit-streams.js';

/** The time between two firings of one user. */
export interface Gap {
  /** Whether it is its user's first. */
  readonly starts: boolean;
  /** Microseconds, at least half of one: the least that can be told apart. */
  readonly real: number;
  /** In expected firings of that user, by the curve and by how many it has: 1 on average. */
  readonly expected: number;
}

/** A user with fewer firings says too little of its own rate. */
const FEWEST_FIRINGS = 20;

/** So many gaps are enough. */
const MOST_GAPS = 50_000;

/** The gaps of users with enough firings, each rescaled by its user's own rate (time rescaling: Brown and others, "The Time-Rescaling Theorem", 2002). */
export function rescaledGaps(byUser: readonly UserEvents[], clock: RateClock): Gap[] {
  const gaps: Gap[] = [];
  for (const { times } of byUser) {
    if (times.length < FEWEST_FIRINGS) continue;
    if (gaps.length >= MOST_GAPS) break;
    const first = clock.at(times[0]!);
    const last = clock.at(times[times.length - 1]!);
    if (first === last) continue;
    const perUnit = (times.length - 1) / (last - first);
    let before = first;
    for (let i = 1; i < times.length; i++) {
      const now = clock.at(times[i]!);
      const real = Math.max(0.5, times[i]! - times[i - 1]!);
      const least = 0.5 * perUnit;
      gaps.push({ starts: i === 1, real, expected: Math.max(least, (now - before) * perUnit) });
      before = now;
    }
  }
  return gaps;
}
