import type { Outcome } from '../engine/outcome.js';
import type { TimelineRecord } from '../engine/timeline.js';
import { formatTimestamp } from '../time.js';
import type { Columns } from '../trace/columns.js';
import { toMs } from './delays.js';
import type { ResultSeries } from './result.js';

/** What happened over time, in the buckets of the outcome's timeline. */
export function summarizeSeries(columns: Columns, outcome: Outcome): ResultSeries {
  return outcome.isSentOnce === true ? seriesSentOnce(outcome) : seriesSentAgain(columns, outcome);
}

/** The same, of a run in which every request is sent once, at its timestamp: the timeline has counted all. */
export function seriesSentOnce({ timeline, limits }: Recorded): ResultSeries {
  return {
    ...frameOf(timeline),
    offered: [...timeline.attempted],
    admitted: Array.from(timeline.attempted, (count, i) => count - timeline.refused[i]!),
    throttled: [...timeline.refused],
    refused: [...timeline.refused],
    limits: useByLimit({ timeline, limits }),
  };
}

type Recorded = Pick<Outcome, 'timeline' | 'limits'>;

function frameOf({ bucket, start }: TimelineRecord): Pick<ResultSeries, 'bucketMs' | 'start'> {
  return { bucketMs: toMs(bucket), start: formatTimestamp(start) };
}

function useByLimit({ timeline, limits }: Recorded): ResultSeries['limits'] {
  return Object.fromEntries(limits.map(({ id }, k) => [id, [...timeline.use[k]!]]));
}

function seriesSentAgain(columns: Columns, outcome: Outcome): ResultSeries {
  const { timeline } = outcome;
  const isResent = outcome.attempts.some((count) => count > 1);
  const backlog = [...timeline.waiting];
  return {
    ...frameOf(timeline),
    ...countsByTime(columns, outcome),
    refused: [...timeline.refused],
    ...(isResent ? { attempted: [...timeline.attempted] } : {}),
    ...(backlog.some((count) => count > 0) ? { backlog } : {}),
    limits: useByLimit(outcome),
  };
}

type Counts = Pick<ResultSeries, 'offered' | 'admitted' | 'throttled'>;

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
