import { formatDuration } from '../time.js';
import { countsTogether, covers, isDominated } from './dominance.js';
import type { LintFinding } from './lint-finding.js';
import type { Limit, RateModel, ScopeKey, Tier } from './rate-model.js';

const PLURALS: Readonly<Record<ScopeKey, string>> = {
  app: 'apps',
  user: 'users',
  ad_account: 'ad accounts',
};

/**
 * Findings on how a tier's limits bear on one another: which of them never bind because another refuses
 * first, and which one counter of another cannot fill. The latter is not asked where refused requests are
 * charged, for they fill a counter too.
 */
export function lintLimits(tier: Tier, model: RateModel): LintFinding[] {
  return tier.limits.flatMap((limit, index) => {
    const subject = `${tier.name}.${limit.id}`;
    const others = tier.limits.filter((other) => other !== limit);
    const dominant = others.find(
      (other) =>
        isDominated(limit, other, model) &&
        !(isDominated(other, limit, model) && tier.limits.indexOf(other) > index),
    );
    if (dominant !== undefined) {
      const earlier = tier.limits.indexOf(dominant) < index;
      return [{ level: 'note', subject, message: dominatedMessage(limit, dominant, earlier) }];
    }
    if (model.denied === 'charged') return [];
    return others
      .filter((other) => other.counts === limit.counts && covers(other.appliesTo, limit.appliesTo))
      .filter((other) => mostPerWindow(other, limit) < limit.limit)
      .map((other) => ({ level: 'note', subject, message: reachMessage(limit, other) }));
  });
}

/** What one counter of `other` lets through at its steady rate in one window of `limit`; never less than its own figure. */
function mostPerWindow(other: Limit, limit: Limit): number {
  return Math.floor((other.limit * Math.max(other.window, limit.window)) / other.window);
}

function dominatedMessage(limit: Limit, by: Limit, earlier: boolean): string {
  const windows = Math.ceil(limit.window / by.window);
  const product =
    windows === 1
      ? ''
      : `, at most ${number(windows)} × ${number(by.limit)} = ${number(windows * by.limit)} in ${formatDuration(limit.window)}`;
  const verdict = earlier
    ? 'it never binds'
    : `it refuses nothing that ${by.id} lets through, and being earlier in the tier it is named where both refuse at once`;
  return `${limit.id} allows ${figure(limit)}, and each of its requests also meets ${by.id}, ${figure(by)}${product}: ${verdict}.`;
}

function reachMessage(limit: Limit, other: Limit): string {
  const most = mostPerWindow(other, limit);
  const steady =
    other.window < limit.window
      ? `, which is ${number(most)} per ${formatDuration(limit.window)}`
      : '';
  const facts = `${limit.id} allows ${figure(limit)}; ${other.id} lets ${figure(other)} through${steady}`;
  if (countsTogether(other, limit)) return `${facts}: out of reach at a steady rate.`;
  const needed = Math.ceil(limit.limit / most);
  const apart = other.scope.filter((key) => !limit.scope.includes(key)).map((key) => PLURALS[key]);
  return `${facts}: reaching it takes ${number(needed)} ${apart.join(' and ')} at that full rate (${number(limit.limit)} / ${number(most)}).`;
}

/** `1,000 requests per 1d for each (app)`. */
function figure({ limit, counts, window, scope }: Limit): string {
  const apart = scope.length === 0 ? 'in all' : `for each (${scope.join(', ')})`;
  return `${number(limit)} ${counts} per ${formatDuration(window)} ${apart}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
