import type { Columns } from '../trace/columns.js';
import { formatTimestamp } from '../time.js';
import type { CounterComparison } from './calibration.js';
import type { Series } from './gather-series.js';

/**
 * Holds the recorded counter of a quota beside ours, at each answer that states it. What would remain of ours is told
 * of the quota that the headers say, whatever the model says.
 * @param ours use of the matching limit after each request.
 */
export function compareCounters(
  { timestamp }: Columns,
  { policy, observations }: Series,
  ours: Float64Array,
): CounterComparison {
  let compared = 0;
  let agree = 0;
  let smallest = Infinity;
  let largest = -Infinity;
  let first: CounterComparison['firstDisagreement'];
  for (const { seq, used } of observations) {
    const use = ours[seq]!;
    if (Number.isNaN(use)) continue;
    const difference = used - use;
    compared++;
    smallest = Math.min(smallest, difference);
    largest = Math.max(largest, difference);
    if (difference === 0) agree++;
    else {
      first ??= {
        at: formatTimestamp(timestamp[seq]!),
        after: agree,
        recordedRemaining: policy.quota - used,
        ourRemaining: policy.quota - use,
      };
    }
  }
  return {
    compared,
    agree,
    smallest: compared === 0 ? 0 : smallest,
    largest: compared === 0 ? 0 : largest,
    ...(first === undefined ? {} : { firstDisagreement: first }),
  };
}
