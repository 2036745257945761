import type { Visit } from './fit-visits.js';

/** A path recurs if it was taken at least so often, … */
const FEWEST_TIMES = 10;
/** … so many times as often as steps drawn at random would have it, … */
const LEAST_LIFT = 3;
/** … and by so large a share of visits. */
const LEAST_SHARE = 0.01;
const MOST_PATHS = 4;

/**
 * Finds ordered sequences of categories that recur: those that users take more often than if each step of
 * their visits were drawn by that user's shares of categories, the number of steps given.
 * @returns the visits of each path, the most frequent first, and all other visits.
 */
export function findPaths(visits: readonly Visit[]): { paths: Visit[][]; others: Visit[] } {
  const paths: Visit[][] = [];
  let others = [...visits];
  while (paths.length < MOST_PATHS) {
    const found = mostFrequent(others, FEWEST_TIMES + LEAST_SHARE * visits.length);
    if (found === null) break;
    paths.push(others.filter((visit) => pathOf(visit) === found));
    others = others.filter((visit) => pathOf(visit) !== found);
  }
  return { paths, others };
}

function pathOf({ actions }: Visit): string {
  return actions.map(({ category }) => category).join(' ');
}

/** The path that recurs most often; null if none does. */
function mostFrequent(visits: readonly Visit[], least: number): string | null {
  const taken = new Map<string, Visit[]>();
  for (const visit of visits) {
    if (new Set(visit.actions.map(({ category }) => category)).size < 2) continue;
    const path = pathOf(visit);
    const others = taken.get(path);
    if (others === undefined) taken.set(path, [visit]);
    else others.push(visit);
  }
  const shares = categoryShares(visits);
  const found = [...taken]
    .filter(([, ofPath]) => ofPath.length >= least)
    .filter(([, ofPath]) => {
      const [first] = ofPath;
      const expected = expectedTimes(first!, visits, shares);
      return ofPath.length >= LEAST_LIFT * expected;
    })
    .sort(([, a], [, b]) => b.length - a.length)[0];
  return found?.[0] ?? null;
}

/** How often a visit's path would be taken if steps were drawn at random. */
function expectedTimes(
  { actions }: Visit,
  visits: readonly Visit[],
  shares: ReadonlyMap<number, ReadonlyMap<number, number>>,
): number {
  const alike = visits.filter((visit) => visit.actions.length === actions.length);
  const chances = new Map<number, number>();
  return alike.reduce((sum, { user }) => {
    const ofUser = shares.get(user)!;
    const chance =
      chances.get(user) ??
      actions.reduce((product, { category }) => product * (ofUser.get(category) ?? 0), 1);
    chances.set(user, chance);
    return sum + chance;
  }, 0);
}

/** A user's shares are drawn towards those of all by so many actions: few visits say little of what a user does. */
const SHRINKAGE = 10;

/** Each user's share of actions by category. */
function categoryShares(visits: readonly Visit[]): Map<number, Map<number, number>> {
  const ofAll = new Map<number, number>();
  const byUser = new Map<number, Map<number, number>>();
  for (const { user, actions } of visits) {
    const ofUser = byUser.get(user) ?? new Map<number, number>();
    byUser.set(user, ofUser);
    for (const { category } of actions) {
      ofUser.set(category, (ofUser.get(category) ?? 0) + 1);
      ofAll.set(category, (ofAll.get(category) ?? 0) + 1);
    }
  }
  const total = sumOf(ofAll);
  for (const [user, ofUser] of byUser) {
    const own = sumOf(ofUser);
    const shares = [...ofAll].map(([category, count]): [number, number] => [
      category,
      ((ofUser.get(category) ?? 0) + (SHRINKAGE * count) / total) / (own + SHRINKAGE),
    ]);
    byUser.set(user, new Map(shares));
  }
  return byUser;
}

function sumOf(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
