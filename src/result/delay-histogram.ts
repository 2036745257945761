import type { Fates } from '../engine/outcome.js';
import { MILLISECOND } from '../time.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import type { ResultDelayHistogram } from './result.js';

/** Where bins begin in each decade: the E6 series of preferred numbers (IEC 60063), evenly spaced on a logarithmic axis. */
const STEPS = [1, 1.5, 2.2, 3.3, 4.7, 6.8];
const DECADES = 14;

/** Edges of the bins in whole microseconds: 0, then 1 ms, 1.5 ms, 2.2 ms … to beyond any delay. */
const EDGES = Float64Array.of(
  0,
  ...Array.from({ length: DECADES }, (_, decade) =>
    STEPS.map((step) => Math.round(step * 10 ** decade * MILLISECOND)),
  ).flat(),
);

/**
 * How many requests were admitted how much later than their timestamps, in bins of even width on a logarithmic
 * axis; undefined where none was late.
 */
export function summarizeDelayHistogram(
  { timestamp, length }: Pick<Columns, 'timestamp' | 'length'>,
  { isSentOnce, admittedAt }: Pick<Fates, 'isSentOnce' | 'admittedAt'>,
): ResultDelayHistogram | undefined {
  if (isSentOnce === true) return undefined;
  const counts = new Array<number>(EDGES.length).fill(0);
  let atOnce = 0;
  for (let seq = 0; seq < length; seq++) {
    const delay = admittedAt[seq]! - timestamp[seq]!;
    if (delay > 0) counts[binOf(delay)]!++;
    else if (delay === 0) atOnce++;
  }
  const first = counts.findIndex((count) => count > 0);
  if (first === -1) return undefined;
  const end = counts.findLastIndex((count) => count > 0) + 1;
  return {
    atOnce,
    edgesMs: [...EDGES.subarray(first, end + 1)].map(toMs),
    counts: counts.slice(first, end),
  };
}

/** The bin that a delay falls in: the last one whose lower edge is not above it. */
function binOf(delay: number): number {
  let low = 0;
  let high = EDGES.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (EDGES[middle]! <= delay) low = middle;
    else high = middle;
  }
  return low;
}
