import { batchStarts, fitBatches, type BatchFit } from './fit-batches.js';
import { fitCurve, type CurveFit } from './fit-curve.js';
import { measureDispersion, type Dispersion } from './fit-dispersion.js';
import { fitJobs, type JobFit } from './fit-jobs.js';
import { fitProcess, type ProcessFit } from './fit-process.js';
import { createRateClock, type RateClock } from './fit-rate-clock.js';
import {
  countEvents,
  mergeEvents,
  type FitStream,
  type FitWindow,
  type UserEvents,
} from './fit-streams.js';

/** What the requests of one app in one category look like: jobs, and what comes by chance beside them. */
export interface SourceFit {
  readonly stream: FitStream;
  readonly jobs: readonly JobFit[];
  /** Null if jobs are all there is. */
  readonly arrivals: ArrivalsFit | null;
}

/** Requests that come by chance. */
export interface ArrivalsFit {
  readonly byUser: readonly UserEvents[];
  /** The first request of each batch, or every request. */
  readonly firings: readonly UserEvents[];
  readonly batches: BatchFit | null;
  readonly curve: CurveFit;
  /** Runs by the curve over the recorded window. */
  readonly clock: RateClock;
  readonly process: ProcessFit;
  /** Of requests; of firings it is what the process was fitted to. */
  readonly dispersions: readonly Dispersion[];
  /** The index of dispersion of a user's firings at the largest scale, 1 at least. */
  readonly clustering: number;
}

/** Takes requests apart into jobs, batches, a rate curve and gaps. */
export function fitSource(stream: FitStream, window: FitWindow, zone: string): SourceFit {
  const { jobs, rest } = fitJobs(stream.byUser, window, zone);
  return {
    stream,
    jobs,
    arrivals: countEvents(rest) === 0 ? null : fitArrivals(rest, window, zone),
  };
}

function fitArrivals(byUser: readonly UserEvents[], window: FitWindow, zone: string): ArrivalsFit {
  const batches = fitBatches(byUser);
  const firings = batches === null ? byUser : batchStarts(byUser, batches.within);
  const curve = fitCurve(mergeEvents(firings), window, zone);
  const clock = createRateClock(window, curve.week, zone);
  const ofFirings = measureDispersion(firings, clock, curve.fitted);
  return {
    byUser,
    firings,
    batches,
    curve,
    clock,
    process: fitProcess(firings, clock, ofFirings),
    dispersions: batches === null ? ofFirings : measureDispersion(byUser, clock, curve.fitted),
    clustering: Math.max(1, ofFirings.at(-1)?.perUser ?? 1),
  };
}
