import { batchStarts, fitBatches, type BatchFit } from './fit-batches.js';
import { fitCurve, type CurveFit } from './fit-curve.js';
import { measureDispersion, type Dispersion } from './fit-dispersion.js';
import { fitProcess, type ProcessFit } from './fit-process.js';
import { createLocalTime } from './fit-local-time.js';
import { findRegular, type RegularFit } from './fit-regular.js';
import { createRateClock, type RateClock } from './fit-rate-clock.js';
import { mergeEvents, type FitWindow, type UserEvents } from './fit-streams.js';

/** Requests that come by chance, alone or so many at a time. */
export interface ArrivalsFit {
  readonly byUser: readonly UserEvents[];
  /** The first request of each batch or visit, or every request. */
  readonly firings: readonly UserEvents[];
  readonly batches: BatchFit | null;
  /** Null unless each user fires once in each period: then they are a job, and the process says nothing. */
  readonly regular: RegularFit | null;
  readonly curve: CurveFit;
  /** Runs by the curve over the recorded window. */
  readonly clock: RateClock;
  readonly process: ProcessFit;
  /** Of requests; of firings it is what the process was fitted to. */
  readonly dispersions: readonly Dispersion[];
  /** The index of dispersion of a user's firings at the largest scale, 1 at least. */
  readonly clustering: number;
}

/** Takes requests of one category apart into batches, a rate curve and gaps. */
export function fitArrivals(
  byUser: readonly UserEvents[],
  window: FitWindow,
  zone: string,
): ArrivalsFit {
  const batches = fitBatches(byUser);
  const firings = batches === null ? byUser : batchStarts(byUser, batches.within);
  return { ...fitFirings(byUser, firings, window, zone), batches };
}

/** Fits the rate curve and the gaps of firings, each of which sends one request or more. */
export function fitFirings(
  byUser: readonly UserEvents[],
  firings: readonly UserEvents[],
  window: FitWindow,
  zone: string,
): Omit<ArrivalsFit, 'batches'> {
  const curve = fitCurve(mergeEvents(firings), window, zone);
  const clock = createRateClock(window, curve.week, zone);
  const ofFirings = measureDispersion(firings, clock, curve.fitted);
  return {
    byUser,
    firings,
    regular: findRegular(firings, window, createLocalTime(window, zone)),
    curve,
    clock,
    process: fitProcess(firings, clock, ofFirings),
    dispersions: firings === byUser ? ofFirings : measureDispersion(byUser, clock, curve.fitted),
    clustering: Math.max(1, ofFirings.at(-1)?.perUser ?? 1),
  };
}
