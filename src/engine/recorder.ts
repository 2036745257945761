import type { Counters } from './counters.js';
import { createTimeline, type Timeline } from './timeline.js';

/** Records what a run does over time, and the largest use of every limit. */
export interface Recorder extends Pick<Timeline, 'advance' | 'end' | 'finish'> {
  /** By limit: the largest use that one scope tuple reached at an admission. */
  readonly peakUse: Float64Array;
  /**
   * So many requests were sent, refused and given up in the bucket that is being filled, and so many waited at most at
   * one time, since it was told last; what was used meanwhile is taken from the ledger.
   */
  tell(attempts: number, refusals: number, drops: number, mostWaiting?: number): void;
}

/** A record of a run that begins at `start`, in which nothing has happened. */
export function createRecorder(
  start: number,
  limits: number,
  { ledger, use }: Pick<Counters, 'ledger' | 'use'>,
): Recorder {
  const { most, busiest } = ledger;
  const peakUse = new Float64Array(limits);
  const timeline = createTimeline(
    start,
    Array.from(peakUse, (_, k) => ({ use: (slot: number, t: number) => use(k, slot, t) })),
  );
  return Object.assign(timeline, {
    peakUse,
    tell(attempts: number, refusals: number, drops: number, mostWaiting?: number): void {
      timeline.count(attempts, refusals, drops, mostWaiting);
      for (let k = 0; k < limits; k++) {
        const reached = most[k]!;
        if (reached < 0) continue;
        peakUse[k] = Math.max(peakUse[k]!, reached);
        timeline.reached(k, busiest[k]!, reached);
        most[k] = -1;
      }
    },
  });
}
