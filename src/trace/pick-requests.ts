import type { Columns } from './columns.js';

/**
 * The requests at some places of a trace, with times of their own: the columns that a run looks at. What was recorded of
 * answers and operations is left out.
 * @param places one for each request, in the order of `timestamp`; a place may come more than once.
 */
export function pickRequests(
  { category, flags, app, user, adAccount, cost, names }: Columns,
  places: Uint32Array,
  timestamp: Float64Array,
): Columns {
  const { length } = places;
  return {
    length,
    timestamp,
    category: pick(category, places, new Uint16Array(length)),
    flags: pick(flags, places, new Uint8Array(length)),
    app: pick(app, places, new Uint32Array(length)),
    user: pick(user, places, new Uint32Array(length)),
    adAccount: pick(adAccount, places, new Uint32Array(length)),
    ...(cost === undefined ? {} : { cost: pick(cost, places, new Float64Array(length)) }),
    names,
  };
}

/** The values at some places. @param to is filled with them. */
export function pick<T extends Record<number, number>>(from: T, places: Uint32Array, to: T): T {
  for (let i = 0; i < places.length; i++) to[i] = from[places[i]!]!;
  return to;
}
