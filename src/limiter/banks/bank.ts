import type { LimiterSpec } from '../limiter.js';

/**
 * The counters of several limits of one algorithm, side by side in the same typed arrays. They do what the
 * algorithm's limiters do, one for each limit; as nothing is called from request to request, many times as
 * fast.
 *
 * Times never fall, and what is done at t comes after `advance(t)`, but for `use`.
 */
export interface Bank {
  /** Goes on to t. */
  advance(t: number): void;
  /**
   * Decides the requests `from` to `to − 1`, at least one, each at its timestamp, up to one that takes a closer
   * look (it meets more than two limits, or meets two and is refused), or until there is no room for refusals.
   * @returns the first request of which nothing is counted yet; `to` if there is none.
   */
  pass(from: number, to: number, refusals: RefusalLog): number;
  /** Whether limit k has no room for a cost in a scope tuple. */
  isFull(k: number, slot: number, t: number, cost: number): boolean;
  /** The next instant with room, where there is none at t; Infinity if there never is. */
  next(k: number, slot: number, t: number, cost: number): number;
  /** Counts an admission, and writes it down in the ledger. */
  admit(k: number, slot: number, t: number, cost: number): void;
  /** Counts units, whether there is room or not. */
  count(k: number, slot: number, t: number, units: number): void;
  /** What is in use, as the algorithm counts it, rounded up to a whole number. */
  use(k: number, slot: number, t: number): number;
}

/** Requests as counters see them. Arrays are by request where nothing else is said. */
export interface Requests {
  /** Whole microseconds; never falls. */
  readonly timestamp: Float64Array;
  /** A request's kind is 4·category + flags. */
  readonly category: Uint16Array;
  readonly flags: Uint8Array;
  /** By kind: the limits that a request meets, in tier order. */
  readonly routes: readonly Uint16Array[];
  /** By limit: the scope tuple of every request, and how many there are. */
  readonly slots: readonly Uint32Array[];
  readonly slotCounts: readonly number[];
  /** By limit: what a request takes of it, where that is not 1; absent where every limit takes 1. */
  readonly costs?: readonly (Float64Array | undefined)[] | undefined;
}

/** Where a bank writes down what it admitted. Arrays are by limit. */
export interface Ledger {
  /** Units counted for requests that passed. */
  readonly admittedUnits: Float64Array;
  /** The largest use that a scope tuple reached at an admission, and that tuple; −1 before there was one. May be set back. */
  readonly most: Float64Array;
  readonly busiest: Int32Array;
}

/** Refusals that nobody was told of yet, in the order of the trace. Arrays are by refusal. */
export interface RefusalLog {
  readonly seq: Uint32Array;
  /** The limit that bound it, and its next instant with room; Infinity if there never is. */
  readonly limit: Uint16Array;
  readonly reset: Float64Array;
  /** How many there are, and how many there may be. */
  count: number;
  room: number;
}

/** Writes a refusal down. @returns whether there is room for another. */
export function log(refusals: RefusalLog, seq: number, limit: number, reset: number): boolean {
  const { count } = refusals;
  refusals.seq[count] = seq;
  refusals.limit[count] = limit;
  refusals.reset[count] = reset;
  refusals.count = count + 1;
  return refusals.count < refusals.room;
}

/** Empty counters for the limits of a tier. */
export type BankMaker = (requests: Requests, specs: readonly LimiterSpec[], ledger: Ledger) => Bank;

/** What request `seq` takes of limit k. */
export function costOf({ costs }: Requests, k: number, seq: number): number {
  return costs?.[k]?.[seq] ?? 1;
}

/** By limit: the place of its first counter, when those of all limits stand in one row; and their number. */
export function placesOf({ slotCounts }: Requests): {
  readonly base: Int32Array;
  readonly size: number;
} {
  let size = 0;
  const base = Int32Array.from(slotCounts, (count) => (size += count) - count);
  return { base, size };
}

/** In place of the first limit of a request: it meets none, or more than two. */
export const NONE = -1;
export const MANY = -2;

/** By kind: the first and the second limit that a request meets; NONE where there is none, MANY where there are more than two. */
export function pairsOf({ routes }: Requests): {
  readonly first: Int32Array;
  readonly second: Int32Array;
} {
  return {
    first: Int32Array.from(routes, (route) => (route.length > 2 ? MANY : (route[0] ?? NONE))),
    second: Int32Array.from(routes, (route) => route[1] ?? NONE),
  };
}

/** The limit that every request meets, and no other, and takes 1 of; NONE if there is no such limit. */
export function loneLimitOf({ routes, costs }: Requests): number {
  const k = routes[0]?.[0] ?? NONE;
  const isLone = routes.every((route) => route.length === 1 && route[0] === k);
  return isLone && costs?.[k] === undefined ? k : NONE;
}
