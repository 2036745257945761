import type { Client } from './client.js';
import { createHoldingQueue } from './holding-queue.js';

/** Settings of `wait`. */
export interface WaitSettings {
  /** How long after its timestamp a request may still be admitted, in whole microseconds (inclusive); for ever if absent. */
  readonly maxWait?: number | undefined;
}

/**
 * Holds a refused request and sends it once more, at the earliest instant at which every limit has room. A
 * request that is not admitted by its timestamp and `maxWait` is dropped.
 */
export function wait({ maxWait = Infinity }: WaitSettings = {}): Client {
  return {
    name: 'wait',
    settings: maxWait === Infinity ? {} : { maxWaitMs: maxWait / 1000 },
    begin(run) {
      const { timestamp } = run.columns;
      const isTooLate = (seq: number, t: number): boolean => t > timestamp[seq]! + maxWait;
      const held = createHoldingQueue(run, run.gate, (seq, t) => {
        if (isTooLate(seq, t)) run.drop(seq, t);
        else run.attempt(seq, t);
      });
      const giveUpAt = run.onEvent((seq, t) => {
        if (run.isDone(seq)) return;
        held.remove(seq);
        run.drop(seq, t);
      });
      return {
        isTooLate,
        refused(seq) {
          held.hold(seq);
          if (maxWait < Infinity) giveUpAt(timestamp[seq]! + maxWait + 1, seq, 0);
        },
      };
    },
  };
}
