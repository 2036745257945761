import type { InferredLimit, ScopeCandidate } from '../calibration.js';
import { evidence } from './evidence.js';
import type { Partition } from './scope-candidates.js';
import { NOISE } from './try-scope.js';

/** A way of parting the requests that was tried. */
export interface TriedPartition extends ScopeCandidate {
  readonly partition: Partition;
  readonly unitsOfOthers: number;
}

/** The scope that explains a counter best, with what speaks for it and for the others. */
export function scopeOf(
  best: TriedPartition,
  tried: readonly ScopeCandidate[],
): NonNullable<InferredLimit['scope']> {
  const { exact, more, fewer, moved, partition, unitsOfOthers } = best;
  const [keys, ...or] = partition.scopes;
  const candidates = tried.map(({ keys, tuples, exact, more, fewer, moved }) => ({
    keys,
    tuples,
    exact,
    more,
    fewer,
    moved,
  }));
  const rivals = candidates.filter(
    (other) => other.tuples !== best.tuples && other.exact >= exact * (1 - NOISE),
  );
  const told = evidence(exact + more, fewer + moved, rivals.length === 0 ? 0 : 1);
  return { keys: keys!, or, unitsOfOthers, candidates, ...told };
}
