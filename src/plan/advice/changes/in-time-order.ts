import type { Columns } from '../../../trace/columns.js';
import { timeOrder } from '../../../workload/generate/time-order.js';

/**
 * Some of the requests, sorted stably by time. Only the columns that a run looks at are kept.
 * @param kept their places, rising.
 */
export function inTimeOrder(columns: Columns, kept: Uint32Array): Columns {
  const { timestamp, app, user, adAccount, category, flags, cost, names } = columns;
  const times = Float64Array.from(kept, (seq) => timestamp[seq]!);
  const order = timeOrder(times, times.length);
  const seqs = order === undefined ? kept : order.map((place) => kept[place]!);
  const take = <T extends Column>(from: T, to: T): T => {
    for (let place = 0; place < seqs.length; place++) to[place] = from[seqs[place]!]!;
    return to;
  };
  const length = seqs.length;
  return {
    length,
    timestamp: take(timestamp, new Float64Array(length)),
    app: take(app, new Uint32Array(length)),
    user: take(user, new Uint32Array(length)),
    adAccount: take(adAccount, new Uint32Array(length)),
    category: take(category, new Uint16Array(length)),
    flags: take(flags, new Uint8Array(length)),
    ...(cost === undefined ? {} : { cost: take(cost, new Float64Array(length)) }),
    names,
  };
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;
