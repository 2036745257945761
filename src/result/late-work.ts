import type { Outcome } from '../engine/outcome.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import type { ResultLateWork } from './result.js';

/**
 * What was still undone when the last request had arrived, and how long it took to clear; undefined where no
 * request ever waited.
 */
export function summarizeLateWork(columns: Columns, outcome: Outcome): ResultLateWork | undefined {
  const { unservedAtEnd, timeline } = outcome;
  const peakBacklog = timeline.waiting.reduce((most, count) => Math.max(most, count), 0);
  if (peakBacklog + unservedAtEnd === 0) return undefined;
  const end = columns.timestamp[columns.length - 1]!;
  let admittedLate = 0;
  let last = end;
  for (const at of outcome.admittedAt) {
    if (!(at > end)) continue;
    admittedLate++;
    last = Math.max(last, at);
  }
  return {
    unservedAtEnd,
    peakBacklog,
    admittedAfterEnd: admittedLate,
    drainMs: toMs(last - end),
  };
}
