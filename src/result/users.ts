import type { Names } from '../trace/columns.js';
import type { ResultUsers } from './result.js';
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
  return {
    count: users.length,
    throttled: tallies.filter(({ throttled }) => throttled > 0).length,
    starved: someAdmitted ? tallies.filter(({ admitted }) => admitted === 0).length : 0,
    fairness: jainIndex(tallies.map(({ admitted, offered }) => admitted / offered)),
    worst: order.slice(0, LISTED).map((index) => {
      const { offered, throttled, dropped, delayMs } = tallies[index]!;
      const { app, name } = users[index]!;
      return { app: apps[app]!, user: name, offered, throttled, dropped, delayP99Ms: delayMs.p99 };
    }),
  };
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
