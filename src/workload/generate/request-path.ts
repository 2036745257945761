import { templateSegments, isParameter } from '../../model/operations.js';
import { uniformAt } from '../../random.js';

/** Tells this use of `uniformAt` from others of the same coordinates. */
const LANE = 1;

/**
 * The path of a request: its template with `{ad_account_id}` filled with the ad account, and every other
 * parameter with a number of twelve digits that depends on the seed, the request's place and the
 * parameter's alone.
 */
export function requestPath(
  template: string,
  adAccount: string,
  seed: number,
  seq: number,
): string {
  const segments = templateSegments(template).map((segment, place) => {
    if (segment === '{ad_account_id}') return encodeURIComponent(adAccount);
    if (!isParameter(segment)) return segment;
    return String(Math.floor((0.1 + 0.9 * uniformAt(seed, seq, place, LANE)) * 1e12));
  });
  return `/${segments.join('/')}`;
}
