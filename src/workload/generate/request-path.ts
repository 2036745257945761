import { templateSegments, isParameter } from '../../model/operations.js';
import { namedStream, uniformAt } from '../../random.js';

/** Tells this use of `uniformAt` from others of the same coordinates. */
const LANE = 1;

/** The path of the next request of a source and a user, by their names. */
export type NextPath = (
  template: string,
  adAccount: string,
  source: string,
  user: string,
) => string;

/** The ids of one source and user: what tells them from those of others, and how many requests had some. */
interface Ids {
  readonly key: number;
  count: number;
}

/**
 * Fills path templates: `{ad_account_id}` with the ad account, and every other parameter with a number of
 * twelve digits. It depends on the seed, the names of the source and the user, the parameter's place, and
 * how many of their requests had such parameters before, so that other sources and users change nothing.
 */
export function createNextPath(seed: number): NextPath {
  const known = new Map<string, Map<string, Ids>>();
  const idsOf = (source: string, user: string): Ids => {
    let ofUser = known.get(source);
    if (ofUser === undefined) known.set(source, (ofUser = new Map<string, Ids>()));
    let ids = ofUser.get(user);
    if (ids === undefined) {
      const key = Math.floor(namedStream(seed, 'ids', source, user)() * 2 ** 53);
      ofUser.set(user, (ids = { key, count: 0 }));
    }
    return ids;
  };
  return (template, adAccount, source, user) => {
    const segments = templateSegments(template).map((segment) =>
      segment === '{ad_account_id}' ? encodeURIComponent(adAccount) : segment,
    );
    if (segments.some(isParameter)) {
      const ids = idsOf(source, user);
      const { key, count } = ids;
      ids.count++;
      segments.forEach((segment, place) => {
        if (!isParameter(segment)) return;
        segments[place] = String(
          Math.floor((0.1 + 0.9 * uniformAt(key, count, place, LANE)) * 1e12),
        );
      });
    }
    return `/${segments.join('/')}`;
  };
}
