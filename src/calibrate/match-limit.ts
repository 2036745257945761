import type { QuotaPolicy } from '../model/headers/rate-limit.js';
import type { Limit } from '../model/rate-model.js';
import { SECOND } from '../time.js';
import { MATCHES, type MatchedBy } from './calibration.js';

/** The limit that a policy of the headers speaks of: its place in the tier, and by what it was told. */
export interface LimitMatch {
  readonly k: number;
  readonly by: MatchedBy;
}

/** Tells the limit that a policy speaks of by one thing that it says; undefined where that tells none. */
type Teller = (
  policy: QuotaPolicy,
  limits: readonly Limit[],
  met: readonly number[],
) => number | undefined;

/** What a policy is told by, the surest first. */
const TELLERS: Readonly<Record<MatchedBy, Teller>> = {
  name: ({ name }, limits, met) =>
    name === undefined
      ? undefined
      : met
          .filter((k) => holdsName(name, limits[k]!.id))
          .sort((a, b) => limits[b]!.id.length - limits[a]!.id.length)[0],
  window: (policy, limits, met) => {
    const { window } = policy;
    if (window === undefined) return undefined;
    const ofWindow = met.filter((k) => limits[k]!.window === window * SECOND);
    return only(ofWindow) ?? TELLERS.figure(policy, limits, ofWindow);
  },
  figure: ({ quota }, limits, met) => only(met.filter((k) => limits[k]!.limit === quota)),
  'only limit': (_, __, met) => only(met),
};

/**
 * Tells which limit each policy of an answer speaks of, among those that the request meets: the one that the policy's
 * name holds; else the only one of its window, or of its window and figure; else the only one of its figure; else the
 * only one there is. No limit is two policies': it is the one's that is told by the surer thing, and of equals the
 * first's.
 * @param met indexes of the limits that the request meets.
 * @returns for each policy its limit; undefined for one that is none.
 */
export function matchLimits(
  policies: readonly QuotaPolicy[],
  limits: readonly Limit[],
  met: ArrayLike<number>,
): (LimitMatch | undefined)[] {
  const candidates = Array.from(met);
  const matches = policies.map((): LimitMatch | undefined => undefined);
  for (const by of MATCHES) {
    policies.forEach((policy, i) => {
      if (matches[i] !== undefined) return;
      const k = TELLERS[by](policy, limits, candidates);
      const isTaken = matches.some((match) => match?.k === k);
      if (k !== undefined && !isTaken) matches[i] = { k, by };
    });
  }
  return matches;
}

function only(indexes: readonly number[]): number | undefined {
  return indexes.length === 1 ? indexes[0] : undefined;
}

/** Whether a name holds an id as whole words: `org_read_app_id_user_id` holds `org_read`. */
function holdsName(name: string, id: string): boolean {
  const words = (text: string): string => `_${text.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_`;
  return words(name).includes(words(id));
}
