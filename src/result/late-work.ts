import type { Outcome } from '../engine/outcome.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import type { ResultLateWork } from './result.js';

/**
 * What was still undone when the last request had arrived, and how long it took to clear.
 */
export function summarizeLateWork(columns: Columns, outcome: Outcome): ResultLateWork {
  const end = columns.timestamp[columns.length - 1]!;
  let admittedLate = 0;
  let last = end;
  for (const at of outcome.admittedAt) {
    if (!(at > end)) continue;
    admittedLate++;
    last = Math.max(last, at);
  }
  const backlog = backlogOf(columns, outcome);
  return {
    unservedAtEnd: outcome.unservedAtEnd,
    peakBacklog: backlog.reduce((most, count) => Math.max(most, count), 0),
    admittedAfterEnd: admittedLate,
    drainMs: toMs(last - end),
  };
}

/** Requests that had arrived but were neither admitted nor given up at the end of each bucket of the timeline. */
export function backlogOf(columns: Columns, { timeline, admittedAt }: Outcome): number[] {
  const { start, bucket, length, dropped } = timeline;
  const change = new Float64Array(length);
  const bucketOf = (t: number): number => Math.floor((t - start) / bucket);
  for (let seq = 0; seq < columns.length; seq++) {
    change[bucketOf(columns.timestamp[seq]!)]!++;
    const at = admittedAt[seq]!;
    if (!Number.isNaN(at)) change[bucketOf(at)]!--;
  }
  let waiting = 0;
  return Array.from(change, (by, i) => (waiting += by - dropped[i]!));
}
