import type { QuotaPolicy } from '../model/headers/rate-limit.js';
import type { Limit } from '../model/rate-model.js';
import { SECOND } from '../time.js';
import type { MatchedBy } from './calibration.js';

/** The limit that a policy of the headers speaks of: its place in the tier, and by what it was told. */
export interface LimitMatch {
  readonly k: number;
  readonly by: MatchedBy;
}

/**
 * Tells which limit a policy speaks of, among those that the request meets: the one that the policy's name holds;
 * else the only one of its window, or of its window and figure; without a window, the only one of its figure; else
 * the only one there is.
 * @param met indexes of the limits that the request meets.
 */
export function matchLimit(
  policy: QuotaPolicy,
  limits: readonly Limit[],
  met: ArrayLike<number>,
): LimitMatch | undefined {
  const candidates = Array.from(met);
  const { name, quota, window } = policy;
  if (name !== undefined) {
    const named = candidates
      .filter((k) => holdsName(name, limits[k]!.id))
      .sort((a, b) => limits[b]!.id.length - limits[a]!.id.length);
    if (named.length > 0) return { k: named[0]!, by: 'name' };
  }
  const ofFigure = (ks: readonly number[]): readonly number[] =>
    ks.filter((k) => limits[k]!.limit === quota);
  if (window !== undefined) {
    const ofWindow = candidates.filter((k) => limits[k]!.window === window * SECOND);
    const chosen = ofWindow.length === 1 ? ofWindow : ofFigure(ofWindow);
    if (chosen.length === 1) return { k: chosen[0]!, by: 'window' };
  }
  const figure = ofFigure(candidates);
  if (figure.length === 1) return { k: figure[0]!, by: 'figure' };
  return candidates.length === 1 ? { k: candidates[0]!, by: 'only limit' } : undefined;
}

/** Whether a name holds an id as whole words: `org_read_app_id_user_id` holds `org_read`. */
function holdsName(name: string, id: string): boolean {
  const words = (text: string): string => `_${text.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_`;
  return words(name).includes(words(id));
}
