import { DAY, HOUR, MINUTE, SECOND } from '../../time.js';
import type { Series } from '../gather-series.js';
import type { Tolerances } from './try-scope.js';

/** Windows that providers use, in whole microseconds. */
export const USUAL_WINDOWS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * HOUR),
  ...[1, 7, 30].map((n) => n * DAY),
];

/** The resets of a quota. */
export interface Resets {
  /** How far each is from its answer, in whole microseconds. */
  readonly distances: readonly number[];
  readonly instants: readonly number[];
  /** Different ones, two that are within the tolerance counted once. */
  readonly distinct: number;
  /** The shortest time from one of these to the next; infinite where there is one. */
  readonly nearest: number;
  /** Whether all are whole seconds of the clock, as where an answer states the instant. */
  readonly areInstants: boolean;
}

export function resetsOf(
  { observations }: Series,
  timestamp: Float64Array,
  { same }: Tolerances,
): Resets {
  const stated = observations.filter(({ resetAt }) => !Number.isNaN(resetAt));
  const instants = stated.map(({ resetAt }) => resetAt);
  let distinct = 0;
  let latest = -Infinity;
  let nearest = Infinity;
  for (const instant of Float64Array.from(instants).sort()) {
    if (instant - latest <= same) continue;
    nearest = Math.min(nearest, instant - latest);
    distinct++;
    latest = instant;
  }
  return {
    instants,
    distances: stated.map(({ seq, resetAt }) => resetAt - timestamp[seq]!),
    distinct,
    nearest,
    areInstants: instants.every((instant) => instant % SECOND === 0),
  };
}

/** So many resets tell how far windows are apart. */
const ENOUGH = 5;

/** So many windows, at most, lie between two resets that are nearest to each other. */
const MOST_BETWEEN = 4;

/**
 * Windows of whole seconds, the shortest first, that the resets may be apart by: what lies between the nearest two,
 * or a few windows in it, each a second longer or shorter.
 */
export function windowsBetween({ distinct, nearest }: Resets): readonly number[] {
  if (distinct < ENOUGH) return [];
  const windows = new Set<number>();
  for (let parts = MOST_BETWEEN; parts >= 1; parts--) {
    const seconds = Math.round(nearest / parts / SECOND);
    for (const off of [-1, 0, 1]) if (seconds + off > 1) windows.add((seconds + off) * SECOND);
  }
  return [...windows].sort((a, b) => a - b);
}

/**
 * Whether resets at multiples of the window leave no other beginning: there are five or more, requests come all
 * through the windows, and ones that begin with a request would have strayed.
 */
export function cannotStray({ distances, distinct }: Resets, window: number): boolean {
  const late = distances.filter((distance) => distance < window / 2).length;
  return distinct >= ENOUGH && late > NOISE * distances.length;
}

/** A statement about windows, with the resets for and against it, and the chance that they agree by accident. */
export interface WindowFit {
  readonly window: number;
  readonly agree: number;
  readonly contradict: number;
  readonly chance: number;
  /** Other windows that fit as well. */
  readonly or: readonly number[];
}

/** What share of a window the tolerance is, on both sides, and a second for rounding. */
function luck(tolerance: number, window: number): number {
  return Math.min(1, (2 * tolerance + SECOND) / window);
}

/**
 * The window at whose multiples since the epoch the resets fall, and farther than which none is: the longest that
 * fits, where that is no accident, else the shortest.
 */
export function epochFit(
  { instants, distances, distinct }: Resets,
  { same, skew }: Tolerances,
  windows: readonly number[],
): WindowFit | undefined {
  const tolerance = Math.min(same, skew);
  const fits = windows.flatMap((window) => {
    let agree = 0;
    instants.forEach((instant, i) => {
      const off = Math.abs(instant - Math.round(instant / window) * window);
      if (off <= tolerance && distances[i]! <= window + skew) agree++;
    });
    const contradict = instants.length - agree;
    const chance = luck(tolerance, window) ** distinct;
    return contradict > NOISE * instants.length ? [] : [{ window, agree, contradict, chance }];
  });
  const [shortest] = fits;
  if (shortest === undefined) return undefined;
  const longest = fits.at(-1)!;
  const isAccident = (shortest.window / longest.window) ** distinct > 0.05;
  const chosen = isAccident ? shortest : longest;
  const or = isAccident ? fits.map(({ window }) => window) : [];
  return { ...chosen, or: or.filter((window) => window !== chosen.window) };
}

const NOISE = 0.05;

/** The window that begins with the first request: what the openings have in common. */
export function openingFit(
  openings: readonly number[],
  resets: Resets,
  tolerance: number,
  declared: number | undefined,
): WindowFit | undefined {
  const longest = declared ?? commonest(openings, tolerance);
  if (longest === undefined) return undefined;
  const window = usualNear(longest, tolerance) ?? longest;
  const agree = openings.filter((distance) => Math.abs(distance - window) <= tolerance).length;
  const tooFar = resets.distances.filter((distance) => distance > window + tolerance).length;
  return {
    window,
    agree,
    contradict: openings.length - agree + tooFar,
    chance: luck(tolerance, window) ** agree,
    or: [],
  };
}

/** The usual window that is not farther from a length than so much. */
export function usualNear(length: number, tolerance: number): number | undefined {
  return USUAL_WINDOWS.find((usual) => Math.abs(usual - length) <= tolerance);
}

/** Rounding to seconds, and what a network adds. */
const ROUNDING = 1.5 * SECOND;

/** Whether windows are as long as one another when they open: those that begin at a first request are. */
export function areAlike(openings: readonly number[]): boolean {
  const sorted = Float64Array.from(openings).sort();
  const middle = sorted[sorted.length >> 1] ?? 0;
  const alike = sorted.filter((distance) => Math.abs(distance - middle) <= ROUNDING).length;
  return alike >= (1 - NOISE) * sorted.length;
}

/** The value that has the most others within the tolerance, in whole seconds: it was rounded up, unless all are whole. */
function commonest(values: readonly number[], tolerance: number): number | undefined {
  const sorted = Float64Array.from(values).sort();
  let best: number | undefined;
  let most = 0;
  for (let low = 0, high = 0; high < sorted.length; high++) {
    while (sorted[high]! - sorted[low]! > tolerance) low++;
    if (high - low + 1 <= most) continue;
    most = high - low + 1;
    best = sorted[low + ((high - low) >> 1)]!;
  }
  if (best === undefined) return undefined;
  const areWhole = values.every((value) => value % SECOND === 0);
  return Math.round((best - (areWhole ? 0 : SECOND / 2)) / SECOND) * SECOND;
}
