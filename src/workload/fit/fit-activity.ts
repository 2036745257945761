import { rounded } from './fit-quantity.js';
import { chiSquareAbove, leastAt, normalQuantileAbove } from './fit-statistics.js';
import type { PopulationDocument } from '../profile/workload-document.js';

/** How unequal the users of a population are, and how well that holds. */
export interface ActivityFit {
  readonly document: NonNullable<PopulationDocument['activity']>;
  /** The chance of counts at least so unequal if users were equal. */
  readonly equalP: number;
  /** Share of firings of the busiest user, recorded and as fitted. */
  readonly top: { readonly recorded: number; readonly fitted: number };
  /** The largest difference of shares that the busiest k users send, over all k. */
  readonly distance: number;
}

/** Below this chance, users are not equal. */
const UNLIKELY = 0.01;

/**
 * Fits the inequality of users: equal unless counts speak against it, else the likelier of Zipf's law and a
 * log-normal law, both by the shares that they give to users in the order of their counts.
 * @param counts firings of each user.
 * @param clustering by which chi-square is divided: the index of dispersion of a user's counts.
 */
export function fitActivity(counts: readonly number[], clustering: number): ActivityFit {
  const sorted = [...counts].sort((a, b) => b - a);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  const mean = total / sorted.length;
  const chiSquare = sorted.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  const equalP = chiSquareAbove(chiSquare / Math.max(1, clustering), sorted.length - 1);
  const logs = sorted.map((_, k) => Math.log(k + 1));
  const normals = sorted.map((_, k) => normalQuantileAbove((k + 0.5) / sorted.length));
  const laws = [
    lawOf(
      sorted,
      (s) => logs.map((log) => -s * log),
      (s) => ({ zipf: s }),
    ),
    lawOf(
      sorted,
      (s) => normals.map((z) => s * z),
      (s) => ({ log_normal: s }),
    ),
  ];
  const equal = { document: 'equal' as const, shares: sorted.map(() => 1 / sorted.length) };
  const [first, second] = laws;
  const chosen = equalP >= UNLIKELY ? equal : first!.cost <= second!.cost ? first! : second!;
  return {
    document: chosen.document,
    equalP,
    top: { recorded: sorted[0]! / total, fitted: chosen.shares[0]! },
    distance: largestDifference(
      sorted.map((count) => count / total),
      chosen.shares,
    ),
  };
}

function lawOf(
  sorted: readonly number[],
  logWeights: (parameter: number) => readonly number[],
  document: (parameter: number) => { zipf: number } | { log_normal: number },
) {
  const cost = (parameter: number): number => {
    const logs = logWeights(parameter);
    const sum = Math.log(logs.reduce((total, log) => total + Math.exp(log), 0));
    return sorted.reduce((total, count, k) => total + count * (sum - logs[k]!), 0);
  };
  const best = rounded(leastAt(cost, 0, 5), 3);
  const weights = logWeights(best).map(Math.exp);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return {
    document: document(best),
    cost: cost(best),
    shares: weights.map((weight) => weight / sum),
  };
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  let [sum, most] = [0, 0];
  a.forEach((share, k) => {
    sum += share - b[k]!;
    most = Math.max(most, Math.abs(sum));
  });
  return most;
}
