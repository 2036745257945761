import { SECOND } from '../../time.js';
import { fitCounts, fitDurations } from './fit-quantity.js';
import { countEvents, type UserEvents } from './fit-streams.js';
import type { Quantity } from '../profile/workload-document.js';

/** Requests that come in batches, one after another. */
export interface BatchFit {
  /** Microseconds: a longer gap begins a new batch. */
  readonly within: number;
  readonly sizes: Quantity;
  readonly meanSize: number;
  /** Time from one request of a batch to the next. */
  readonly latency: Quantity;
}

/** Gaps that may tell batches from what is between them. */
const SPLITS = [0.1, 0.3, 1, 3, 10, 30].map((seconds) => seconds * SECOND);

const FEWEST_BATCHES = 10;
/** Batches show if at least this share of gaps is within them, … */
const LEAST_WITHIN = 0.3;
/** … and few, beside the gaps between batches, are neither clearly shorter nor clearly longer than the split, by a factor of 3. */
const MOST_BETWEEN = 0.1;

/**
 * Finds batches: gaps of two kinds with next to none between them.
 * @returns null if they do not show.
 */
export function fitBatches(byUser: readonly UserEvents[]): BatchFit | null {
  const gaps = byUser.flatMap(({ times }) =>
    Array.from(times.subarray(1), (at, i) => at - times[i]!),
  );
  const shareBelow = (limit: number): number =>
    gaps.reduce((count, gap) => count + (gap < limit ? 1 : 0), 0) / gaps.length;
  if (gaps.length === 0) return null;
  const within = SPLITS.find(
    (split) =>
      shareBelow(split) >= LEAST_WITHIN &&
      shareBelow(split * 3) - shareBelow(split / 3) <= MOST_BETWEEN * (1 - shareBelow(split)) &&
      gaps.length * (1 - shareBelow(split)) >= FEWEST_BATCHES,
  );
  if (within === undefined) return null;
  const sizes = batchSizes(byUser, within);
  return {
    within,
    sizes: fitCounts(sizes),
    meanSize: countEvents(byUser) / sizes.length,
    latency: fitDurations(gaps.filter((gap) => gap < within)),
  };
}

/** The first request of each batch. */
export function batchStarts(byUser: readonly UserEvents[], within: number): UserEvents[] {
  return byUser.map(({ user, times }) => ({
    user,
    times: times.filter((at, i) => i === 0 || at - times[i - 1]! >= within),
  }));
}

function batchSizes(byUser: readonly UserEvents[], within: number): number[] {
  const sizes: number[] = [];
  for (const { times } of byUser) {
    times.forEach((at, i) => {
      if (i === 0 || at - times[i - 1]! >= within) sizes.push(1);
      else sizes[sizes.length - 1]! += 1;
    });
  }
  return sizes;
}
