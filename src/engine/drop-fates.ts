import type { Columns } from '../trace/columns.js';
import type { Fates } from './outcome.js';

/** Fates of requests that are sent once, each at its timestamp. */
export interface DropFates {
  /** Request `seq` was refused, bound by a limit, and dropped. */
  refused(seq: number, limit: number): void;
  readonly dropped: number;
  finish(): Fates;
}

/** Fates of requests none of which was refused yet. What is the same for all is not kept twice: admission times are the timestamps themselves until one differs. */
export function createDropFates({ timestamp, length }: Columns, limits: number): DropFates {
  let admittedAt = timestamp.subarray(0, length);
  const bindingLimit = (limits <= 128 ? new Int8Array(length) : new Int16Array(length)).fill(-1);
  let dropped = 0;
  return {
    refused(seq, limit) {
      if (dropped++ === 0) admittedAt = admittedAt.slice();
      admittedAt[seq] = NaN;
      bindingLimit[seq] = limit;
    },
    get dropped() {
      return dropped;
    },
    finish: () => ({
      admittedAt,
      attempts: new Uint8Array(length).fill(1),
      bindingLimit,
      responses429: dropped,
    }),
  };
}
