import type { Columns } from '../../../trace/columns.js';
import { pick, pickRequests } from '../../../trace/pick-requests.js';
import { timeOrder } from '../../../trace/time-order.js';

/**
 * Some of the requests, sorted stably by time. Only the columns that a run looks at are kept.
 * @param kept their places, rising.
 */
export function inTimeOrder(columns: Columns, kept: Uint32Array): Columns {
  const times = pick(columns.timestamp, kept, new Float64Array(kept.length));
  const order = timeOrder(times, times.length);
  if (order === undefined) return pickRequests(columns, kept, times);
  const places = pick(kept, order, new Uint32Array(kept.length));
  return pickRequests(columns, places, pick(times, order, new Float64Array(kept.length)));
}
