import type { Limit } from '../../src/model/rate-model.js';
import { makeCounter, nextRoom, type Counter } from './counters.js';
import { scopeTuple, unitsUsed } from './meets.js';
import type { OracleRequest, OracleSettings } from './oracle-types.js';

/** A limit at work: a counter for each scope tuple that a request has touched. */
export interface Meter {
  readonly limit: Limit;
  /** What the limit says to one request. */
  gateFor(request: OracleRequest): Gate;
  /** How many scope tuples were touched. */
  tuples(): number;
}

/** One request before one limit. */
export interface Gate {
  readonly limit: Limit;
  hasRoom(t: number): boolean;
  /** The earliest instant from `t` on with room; Infinity if there can never be. */
  next(t: number): number;
  count(t: number): void;
  /** Use of the request's scope tuple. */
  use(t: number): number;
}

/** One scope tuple's counter, and until when, by cost, it is known to be full unless it counts more. */
interface Place {
  readonly counter: Counter;
  readonly fullUntil: Map<number, number>;
}

/**
 * A meter none of whose scope tuples has admitted anything, but for `settings.used`, which counts as one
 * lump at `start`.
 */
export function makeMeter(
  limit: Limit,
  { algorithm, burst = limit.limit, used }: Pick<OracleSettings, 'algorithm' | 'burst' | 'used'>,
  start: number,
): Meter {
  const places = new Map<string, Place>();
  const lump = used?.get(limit.id) ?? 0;

  function placeOf(request: OracleRequest): Place {
    const tuple = scopeTuple(request, limit);
    const known = places.get(tuple);
    if (known !== undefined) return known;
    const counter = makeCounter(algorithm, { limit: limit.limit, window: limit.window, burst });
    if (lump > 0) counter.admit(start, lump);
    const place = { counter, fullUntil: new Map<number, number>() };
    places.set(tuple, place);
    return place;
  }

  return {
    limit,
    tuples: () => places.size,
    gateFor(request) {
      const { counter, fullUntil } = placeOf(request);
      const cost = unitsUsed(request, limit);
      const hasRoom = (t: number): boolean => {
        if (cost > counter.capacity || t < (fullUntil.get(cost) ?? t)) return false;
        return counter.room(t, cost);
      };
      return {
        limit,
        hasRoom,
        next(t) {
          if (hasRoom(t)) return t;
          const until = fullUntil.get(cost) ?? t;
          const next = until > t ? until : nextRoom(counter, t, cost);
          fullUntil.set(cost, next);
          return next;
        },
        count(t) {
          counter.admit(t, cost);
          fullUntil.clear();
        },
        use: (t) => counter.use(t),
      };
    },
  };
}
