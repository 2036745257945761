import type { Outcome } from '../engine/outcome.js';
import { formatTimestamp } from '../time.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import type { ResultSeries } from './result.js';

/** What happened over time, in the buckets of the outcome's timeline. */
export function summarizeSeries(columns: Columns, outcome: Outcome): ResultSeries {
  const { timeline, admittedAt, bindingLimit, limits } = outcome;
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
  const isResent = outcome.attempts.some((count) => count > 1);
  const backlog = [...timeline.waiting];
  return {
    bucketMs: toMs(timeline.bucket),
    start: formatTimestamp(timeline.start),
    offered,
    admitted,
    throttled,
    refused: [...timeline.refused],
    ...(isResent ? { attempted: [...timeline.attempted] } : {}),
    ...(backlog.some((count) => count > 0) ? { backlog } : {}),
    limits: Object.fromEntries(limits.map(({ id }, k) => [id, [...timeline.use[k]!]])),
  };
}
