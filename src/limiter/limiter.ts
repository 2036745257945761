import type { AlgorithmName } from '../model/rate-model.js';
import type { Windows } from './windows.js';

/**
 * The counters of one limit, one for each scope tuple. A tuple is named by its slot, a whole number below
 * the number of slots. Times are whole microseconds and never fall from call to call; costs are whole
 * numbers ≥ 0.
 */
export interface Limiter {
  /** Whether a request of this cost may be admitted at t. */
  hasRoom(slot: number, t: number, cost: number): boolean;
  /** The earliest time ≥ t with room if nothing else is admitted meanwhile; Infinity if there is never room. */
  next(slot: number, t: number, cost: number): number;
  /** Counts a request of this cost at t, whether there is room or not. */
  admit(slot: number, t: number, cost: number): void;
  /** What is in use at t, as the algorithm counts it, rounded up to a whole number. */
  use(slot: number, t: number): number;
}

/** What an algorithm needs to know of a limit. */
export interface LimiterSpec {
  /** Requests or units a window; Infinity counts without refusing (not for the token bucket). */
  readonly limit: number;
  /** Whole microseconds. */
  readonly window: number;
  /** Token bucket only: units that may come at once; the limit if absent. */
  readonly burst?: number | undefined;
  /** Fixed window and sliding counter only: windows start so long after multiples of the window since the epoch, in whole microseconds; 0 if absent. */
  readonly offset?: number | undefined;
  /** Fixed window only: where windows start, whatever the offset. */
  readonly windows?: Windows | undefined;
}

/** A window algorithm. */
export interface Algorithm {
  readonly name: AlgorithmName;
  /** Empty counters for so many scope tuples. */
  create(spec: LimiterSpec, slots: number): Limiter;
}
