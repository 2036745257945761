import { DAY, MINUTE, SECOND } from '../../time.js';
import type { AnchorKind, InferredWindows } from '../calibration.js';
import type { Series } from '../gather-series.js';
import { atMost, evidence } from './evidence.js';
import type { Partition } from './scope-candidates.js';
import { scopeOf } from './scope-evidence.js';
import { COUNTED_AS, tryAlgorithm, type CountedAs, type TriedAlgorithm } from './try-algorithm.js';
import { NOISE, toMs } from './try-scope.js';

/** Windows that are tried where neither the header nor a reset says one, in whole microseconds. */
const WINDOWS = [SECOND, 10 * SECOND, 60 * SECOND, 300 * SECOND, 900 * SECOND, 3600 * SECOND, DAY];

/** A counter that is followed less often than this share of its statements is not understood. */
const LEAST_EXACT = 0.5;

/** Ways of counting whose scores are so near to each other are not told apart. */
const TIE = 0.02;

/** A counter that stands above the request itself at less than this share of its statements tells nothing of windows. */
const LEAST_ABOVE_ONE = 0.25;

/**
 * What the counter alone speaks for: the way of counting that follows it the most often.
 * @param kinds the ways of counting that the resets leave open.
 */
export function inferFromCounter(
  timestamp: Float64Array,
  series: Series,
  partitions: readonly Partition[],
  declared: number | undefined,
  kinds: readonly CountedAs[] = COUNTED_AS,
): InferredWindows {
  const { observations, cost } = series;
  const above = observations.filter(({ seq, used }) => used > cost[seq]!).length;
  if (above < LEAST_ABOVE_ONE * observations.length) return {};
  const windows = declared === undefined || declared === 0 ? WINDOWS : [declared];
  const tried = partitions.flatMap((partition) =>
    windows.flatMap((window) =>
      kinds.map((kind) => tryAlgorithm(series, timestamp, partition, kind, window)),
    ),
  );
  const best = tried.reduce<TriedAlgorithm | undefined>(
    (leader, next) => (leader === undefined || score(next) > score(leader) ? next : leader),
    undefined,
  );
  if (best === undefined || !isUnderstood(best)) return {};
  const { exact, more, fewer, partition, kind, window } = best;
  const isAsGood = (other: TriedAlgorithm): boolean => score(other) >= score(best) - TIE;
  const rivals = tried.filter((other) => other.partition === partition && isAsGood(other));
  const otherWindows = [...new Set(rivals.map((rival) => rival.window))].filter(
    (w) => w !== window,
  );
  const kindsAsGood = new Set(rivals.filter((r) => r.window === window).map((rival) => rival.kind));
  const anchor = anchorOf(kindsAsGood);
  const isShort = declared === undefined && window < MINUTE;
  const isSeenOnce = kind !== 'sliding' && best.turned === 0;
  const told = atMost(
    isShort || isSeenOnce ? 'low' : 'high',
    evidence(exact + more, fewer, otherWindows.length === 0 && kindsAsGood.size === 1 ? 0 : 1),
  );
  const candidates = partitions.map((other) => {
    const alike = tried.find(
      (t) => t.partition === other && t.kind === kind && t.window === window,
    )!;
    return { ...alike, keys: other.scopes[0]!, tuples: other.tuples, moved: 0 };
  });
  const scope = scopeOf({ ...candidates[partitions.indexOf(partition)]! }, candidates);
  if (otherWindows.length > 0 && best.turned === 0) return { scope };
  return {
    window: {
      ms: toMs(window),
      from: 'counter',
      ...told,
      ...(otherWindows.length === 0 ? {} : { orMs: otherWindows.map(toMs) }),
    },
    ...(anchor === undefined
      ? {}
      : { anchor: { kind: anchor, windows: best.turned + 1, ...told } }),
    scope,
  };
}

/** What may be said where several ways of counting follow the counter as well. */
function anchorOf(kinds: ReadonlySet<CountedAs>): AnchorKind | undefined {
  if (kinds.size === 1) return [...kinds][0];
  return kinds.has('sliding') ? undefined : 'either';
}

/** The share of statements that are followed, less that of those that speak against it, thrice. */
function score({ exact, more, fewer }: TriedAlgorithm): number {
  return (exact - 3 * fewer) / Math.max(1, exact + more + fewer);
}

function isUnderstood({ exact, more, fewer }: TriedAlgorithm): boolean {
  return fewer <= NOISE * (exact + more + fewer) && exact >= LEAST_EXACT * (exact + more + fewer);
}
