import type { Names } from '../trace/columns.js';
import { nearestRank } from './quantile.js';
import type { ResultUsers, ResultUsersByShare } from './result.js';
import type { Tally } from './tally.js';

/** So many of the worst users are listed. */
const LISTED = 10;

/**
 * How users fared: those with most requests dropped, then throttled, then the longest delay come first;
 * equals by name.
 * @param tallies by user.
 */
export function summarizeUsers({ users, apps }: Names, tallies: readonly Tally[]): ResultUsers {
  const nameOf = (index: number): string =>
    JSON.stringify([apps[users[index]!.app], users[index]!.name]);
  const order = users
    .map((_, index) => index)
    .sort((a, b) => worseFirst(tallies[a]!, tallies[b]!) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const someAdmitted = tallies.some(({ admitted }) => admitted > 0);
  const isStarved = ({ admitted }: Tally): boolean => someAdmitted && admitted === 0;
  const shares = Float64Array.from(tallies, ({ throttled, offered }) => throttled / offered).sort();
  return {
    count: users.length,
    throttled: tallies.filter(({ throttled }) => throttled > 0).length,
    starved: tallies.filter(isStarved).length,
    fairness: jainIndex(tallies.map(({ admitted, offered }) => admitted / offered)),
    byShare: countByShare(tallies, isStarved),
    medianShare: nearestRank(shares, 500),
    worstShare: nearestRank(shares, 1000),
    worst: order.slice(0, LISTED).map((index) => {
      const { offered, throttled, dropped, delayMs } = tallies[index]!;
      const { app, name } = users[index]!;
      return { app: apps[app]!, user: name, offered, throttled, dropped, delayP99Ms: delayMs.p99 };
    }),
  };
}

function countByShare(
  tallies: readonly Tally[],
  isStarved: (tally: Tally) => boolean,
): ResultUsersByShare {
  const tenths = new Array<number>(10).fill(0);
  let never = 0;
  let starved = 0;
  for (const tally of tallies) {
    if (isStarved(tally)) starved++;
    else if (tally.throttled === 0) never++;
    else tenths[Math.ceil((10 * tally.throttled) / tally.offered) - 1]!++;
  }
  return { never, tenths, starved };
}

function worseFirst(a: Tally, b: Tally): number {
  return (
    b.dropped - a.dropped ||
    b.throttled - a.throttled ||
    (b.delayMs.p99 ?? 0) - (a.delayMs.p99 ?? 0)
  );
}

/**
 * Jain's index, (Σx)² / (n·Σx²): 1 where all have the same share, 1/n where one has everything (Jain, Chiu,
 * Hawe, "A Quantitative Measure of Fairness", 1984). Null where nobody has any. The shares are added in order of size, so that their order does not matter.
 * @param shares of each user's requests that were admitted.
 */
export function jainIndex(shares: readonly number[]): number | null {
  const sorted = shares.toSorted((a, b) => a - b);
  const sum = sorted.reduce((total, share) => total + share, 0);
  const squares = sorted.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? null : Math.min(1, (sum * sum) / (shares.length * squares));
}
