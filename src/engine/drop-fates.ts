import type { Columns } from '../trace/columns.js';
import type { Fates } from './outcome.js';

/** Fates of requests that are sent once, each at its timestamp. */
export interface DropFates {
  /** Request `seq` was refused, bound by a limit, and dropped. */
  refused(seq: number, limit: number): void;
  readonly dropped: number;
  finish(): Fates;
}

/** Fates of requests none of which was refused yet. The binding limits say it all: the rest is derived where it is asked for. */
export function createDropFates({ timestamp, length }: Columns, limits: number): DropFates {
  const bindingLimit = (limits <= 128 ? new Int8Array(length) : new Int16Array(length)).fill(-1);
  let dropped = 0;
  let admittedAt: Float64Array | undefined;
  let attempts: Uint8Array | undefined;
  return {
    refused(seq, limit) {
      dropped++;
      bindingLimit[seq] = limit;
    },
    get dropped() {
      return dropped;
    },
    finish: () => ({
      isSentOnce: true,
      get admittedAt() {
        return (admittedAt ??= timesOfAdmitted(timestamp, bindingLimit));
      },
      get attempts() {
        return (attempts ??= new Uint8Array(length).fill(1));
      },
      bindingLimit,
      responses429: dropped,
    }),
  };
}

function timesOfAdmitted(
  timestamp: Float64Array,
  bindingLimit: Fates['bindingLimit'],
): Float64Array {
  const times = timestamp.slice(0, bindingLimit.length);
  for (let seq = 0; seq < times.length; seq++) if (bindingLimit[seq] !== -1) times[seq] = NaN;
  return times;
}
