import type { LimiterSpec } from '../limiter.js';

/**
 * The counters of several limits of one algorithm, side by side in the same typed arrays, and the loop that
 * leads requests past them. It does what the algorithm's limiters do, one for each limit; with no call from
 * request to request, several times as fast.
 */
export interface Bank {
  /**
   * Decides the requests `from` to `to − 1`, each at its timestamp. Every request must be decided once, in order.
   * @returns `to`; or, where the ledger said no more, the request that was refused.
   */
  play(from: number, to: number): number;
  /** Counts units of limit k at t, whether there is room or not. */
  preload(k: number, slot: number, t: number, units: number): void;
  /** What limit k has in use in a scope tuple at t, as the algorithm counts it, rounded up to a whole number. */
  use(k: number, slot: number, t: number): number;
}

/** Requests as counters see them. Arrays are by request where nothing else is said. */
export interface Requests {
  /** Whole microseconds; never falls. */
  readonly timestamp: Float64Array;
  /** A request's kind is 4·category + flags. */
  readonly category: Uint16Array;
  readonly flags: Uint8Array;
  /** A request of kind n meets the limits `routes[routeStart[n]]` to `routes[routeStart[n + 1] − 1]`. */
  readonly routes: Uint16Array;
  readonly routeStart: Uint32Array;
  /** By limit: the scope tuple of every request, and how many there are. */
  readonly slots: readonly Uint32Array[];
  readonly slotCounts: readonly number[];
  /** By limit: what a request takes of it; absent where it takes 1. */
  readonly costs: readonly (Float64Array | undefined)[];
}

/** Where a bank writes down what it decided. Arrays are by limit. */
export interface Ledger {
  /** Whether a refused request is counted by those of its limits that had room. */
  readonly charges: boolean;
  /** Units counted for requests that passed, and for those that were refused. */
  readonly admittedUnits: Float64Array;
  readonly chargedUnits: Float64Array;
  /** The largest use that a scope tuple reached at an admission, and that tuple; −1 before there was one. May be set back. */
  readonly most: Float64Array;
  readonly busiest: Int32Array;
  /**
   * Request `seq` was refused.
   * @param binding of its limits without room, the one whose next instant with room is the latest; of several, the first.
   * @param reset that instant; Infinity if there is never room.
   * @returns whether to go on.
   */
  refused(seq: number, binding: number, reset: number): boolean;
}

/** Empty counters for the limits of a tier. */
export type BankMaker = (requests: Requests, specs: readonly LimiterSpec[], ledger: Ledger) => Bank;

/** By limit: the place of its first counter, when those of all limits stand in one row; and their number. */
export function placesOf({ slotCounts }: Requests): {
  readonly base: Uint32Array;
  readonly size: number;
} {
  let size = 0;
  const base = Uint32Array.from(slotCounts, (count) => (size += count) - count);
  return { base, size };
}
