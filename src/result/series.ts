import type { Outcome } from '../engine/outcome.js';
import { formatTimestamp } from '../time.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import type { ResultSeries } from './result.js';

/** What happened over time, in the buckets of the outcome's timeline. */
export function summarizeSeries(columns: Columns, outcome: Outcome): ResultSeries {
  const { timeline, limits } = outcome;
  const isResent = outcome.isSentOnce !== true && outcome.attempts.some((count) => count > 1);
  const backlog = [...timeline.waiting];
  return {
    bucketMs: toMs(timeline.bucket),
    start: formatTimestamp(timeline.start),
    ...(outcome.isSentOnce === true ? countsAtOnce(outcome) : countsByTime(columns, outcome)),
    refused: [...timeline.refused],
    ...(isResent ? { attempted: [...timeline.attempted] } : {}),
    ...(backlog.some((count) => count > 0) ? { backlog } : {}),
    limits: Object.fromEntries(limits.map(({ id }, k) => [id, [...timeline.use[k]!]])),
  };
}

type Counts = Pick<ResultSeries, 'offered' | 'admitted' | 'throttled'>;

/** Where every request is sent once, at its timestamp, the timeline has counted them. */
function countsAtOnce({ timeline: { attempted, refused } }: Outcome): Counts {
  return {
    offered: [...attempted],
    admitted: Array.from(attempted, (count, i) => count - refused[i]!),
    throttled: [...refused],
  };
}

function countsByTime(columns: Columns, outcome: Outcome): Counts {
  const { timeline, admittedAt, bindingLimit } = outcome;
  const offered = new Array<number>(timeline.length).fill(0);
  const admitted = new Array<number>(timeline.length).fill(0);
  const throttled = new Array<number>(timeline.length).fill(0);
  const bucketOf = (t: number): number => Math.floor((t - timeline.start) / timeline.bucket);
  for (let seq = 0; seq < columns.length; seq++) {
    const arrival = bucketOf(columns.timestamp[seq]!);
    offered[arrival]!++;
    if (bindingLimit[seq] !== -1) throttled[arrival]!++;
    if (!Number.isNaN(admittedAt[seq])) admitted[bucketOf(admittedAt[seq]!)]!++;
  }
  return { offered, admitted, throttled };
}
