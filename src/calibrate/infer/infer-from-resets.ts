import type { Evidence, InferredWindows } from '../calibration.js';
import type { Series } from '../gather-series.js';
import { evidence } from './evidence.js';
import type { Partition } from './scope-candidates.js';
import { scopeOf } from './scope-evidence.js';
import { isConsistent, toMs, tolerancesOf, tryScope, type TriedScope } from './try-scope.js';
import {
  areAlike,
  epochFit,
  openingFit,
  resetsOf,
  USUAL_WINDOWS,
  type WindowFit,
} from './windows.js';

/** So probable an accident is no evidence. */
const MOST_LUCK = 0.05;

/** That no scope makes fixed windows of the resets may also come of a scope that the trace does not name. */
const UNNAMED_SCOPE = 0.02;

/**
 * What the resets speak for. Where they stand for no fixed windows, that alone; nothing of windows that are too short
 * for the whole seconds in which headers count.
 */
export function inferFromResets(
  timestamp: Float64Array,
  series: Series,
  partitions: readonly Partition[],
  declared: number | undefined,
): InferredWindows {
  const tolerances = tolerancesOf(series, timestamp);
  const resets = resetsOf(series, timestamp, tolerances);
  const tried = partitions.map((partition) => tryScope(series, timestamp, partition, tolerances));
  const best = bestScope(tried);
  const windows = declared === undefined ? USUAL_WINDOWS : [declared];
  const aligned = accepted(epochFit(resets, tolerances, windows));
  if (best === undefined) return { anchor: movingResets(tried, resets.distinct) };
  const opened = accepted(openingFit(best.openings, resets, tolerances.skew, declared));
  const fit = aligned ?? opened;
  const scope = scopeOf(best, tried);
  if (fit === undefined) return best.turned === 0 ? { scope } : {};
  const isEither =
    aligned !== undefined && opened?.window === aligned.window && areAlike(best.openings);
  const kind = isEither ? 'either' : aligned === undefined ? 'first-request' : 'epoch';
  const { window, agree, contradict, chance, or } = fit;
  const isWithin = (distance: number): boolean => distance <= window + tolerances.skew;
  const within = resets.distances.filter(isWithin).length;
  return {
    window: {
      ms: toMs(window),
      from: 'resets',
      ...evidence(within, resets.distances.length - within, chance),
      ...(or.length === 0 ? {} : { orMs: or.map(toMs) }),
    },
    anchor: {
      kind,
      windows: resets.distinct,
      ...anchorEvidence(kind, agree, contradict, chance, best),
    },
    scope,
  };
}

/** The way of parting the requests in which the resets move the least still speaks against fixed windows. */
function movingResets(
  tried: readonly TriedScope[],
  windows: number,
): NonNullable<InferredWindows['anchor']> {
  const { moved, turned } = tried.reduce((a, b) => (b.moved < a.moved ? b : a));
  return { kind: 'sliding', windows, ...evidence(moved, turned, UNNAMED_SCOPE) };
}

function accepted(fit: WindowFit | undefined): WindowFit | undefined {
  if (fit === undefined || fit.chance > MOST_LUCK || fit.agree <= fit.contradict) return undefined;
  return fit;
}

/** Resets that stand still bear an anchored window out as its opening does. */
function anchorEvidence(
  kind: 'either' | 'epoch' | 'first-request',
  agree: number,
  contradict: number,
  chance: number,
  { exact, more, fewer, moved }: TriedScope,
): Evidence {
  if (kind !== 'first-request') return evidence(agree, contradict, chance);
  return evidence(agree + exact + more + fewer, contradict + moved, chance);
}

/** Of the scopes that nothing speaks against, the one that explains the most, the widest of several. */
function bestScope(tried: readonly TriedScope[]): TriedScope | undefined {
  return tried
    .filter(isConsistent)
    .reduce<TriedScope | undefined>(
      (best, scope) => (best === undefined || scope.exact > best.exact ? scope : best),
      undefined,
    );
}
