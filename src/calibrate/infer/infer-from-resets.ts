import { SECOND } from '../../time.js';
import type { Confidence, Evidence, InferredWindows } from '../calibration.js';
import type { Series } from '../gather-series.js';
import { atMost, evidence } from './evidence.js';
import type { Partition } from './scope-candidates.js';
import { scopeOf } from './scope-evidence.js';
import { isConsistent, toMs, tolerancesOf, tryScope, type TriedScope } from './try-scope.js';
import {
  areAlike,
  cannotStray,
  epochFit,
  openingFit,
  resetsOf,
  USUAL_WINDOWS,
  usualNear,
  windowsBetween,
  type Resets,
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
  const between = declared === undefined ? windowsBetween(resets) : [];
  const aligned =
    accepted(epochFit(resets, tolerances, windows)) ??
    accepted(epochFit(resets, tolerances, between));
  if (best === undefined) return { anchor: movingResets(tried, resets.distinct) };
  const opened = accepted(openingFit(best.openings, resets, tolerances.skew, declared));
  const fit = aligned ?? opened;
  const scope = scopeOf(best, tried);
  if (fit === undefined) return best.turned === 0 ? { scope } : {};
  const isEither =
    aligned !== undefined &&
    opened?.window === aligned.window &&
    areAlike(best.openings) &&
    !(aligned.contradict === 0 && cannotStray(resets, aligned.window));
  const kind = isEither ? 'either' : aligned === undefined ? 'first-request' : 'epoch';
  const { agree, contradict, chance } = fit;
  const { window, or, most } =
    aligned === undefined && declared === undefined
      ? lengthOf(fit, best.openings, resets)
      : { ...fit, most: 'high' as const };
  const isWithin = (distance: number): boolean => distance <= fit.window + tolerances.skew;
  const within = resets.distances.filter(isWithin).length;
  return {
    window: {
      ms: toMs(window),
      from: 'resets',
      ...atMost(most, evidence(within, resets.distances.length - within, chance)),
      ...(or.length === 0 ? {} : { orMs: or.map(toMs) }),
    },
    anchor: {
      kind,
      windows: resets.distinct,
      ...atMost(
        areAlike(best.openings) || kind !== 'first-request' ? 'high' : 'low',
        anchorEvidence(kind, agree, contradict, chance, best),
      ),
    },
    scope,
  };
}

/** So far, at most, is a clock taken to be off that makes an unusual window of a usual one. */
const CLOCK_OFF = 30 * SECOND;

/**
 * What the length of windows that begin with a request may be. Resets that are instants of the provider's clock make
 * one longer or shorter by what the log's clock is off.
 */
function lengthOf(
  { window, or }: WindowFit,
  openings: readonly number[],
  { areInstants }: Resets,
): { readonly window: number; readonly or: readonly number[]; readonly most: Confidence } {
  if (!areAlike(openings)) return { window, or, most: 'low' };
  if (USUAL_WINDOWS.includes(window) || !areInstants) return { window, or, most: 'high' };
  const usual = usualNear(window, Math.min(CLOCK_OFF, window / 20));
  if (usual === undefined) return { window, or, most: 'low' };
  return { window: usual, or: [window, ...or], most: 'medium' };
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
