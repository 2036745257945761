import type { Limit } from '../model/rate-model.js';
import type { TimelineRecord } from './timeline.js';
import type { WakeUpRecord } from './wake-ups.js';

/** What became of every request of a trace. Arrays are by `seq`. */
export interface Fates {
  /** Whether every request was sent once, at its timestamp, so that `bindingLimit` tells what was dropped, and nothing was late. */
  readonly isSentOnce?: boolean;
  /** Admission time in whole microseconds; NaN if the request was dropped. */
  readonly admittedAt: Float64Array;
  /** Times that the request was sent. */
  readonly attempts: Uint8Array | Uint32Array;
  /** Index of the limit that bound the first refusal; -1 if the first attempt was admitted. */
  readonly bindingLimit: Int8Array | Int16Array;
  /** Answers 429, of all requests. */
  readonly responses429: number;
}

/** What a trace did under one tier. Arrays are by limit. */
export interface Outcome extends Fates {
  readonly limits: readonly Limit[];
  /** Requests that were neither admitted nor given up when the last one had arrived. */
  readonly unservedAtEnd: number;
  /** The largest use that one scope tuple reached at an admission. */
  readonly peakUse: Float64Array;
  /** Units counted for admitted requests, and for refused ones (under `denied: charged`). */
  readonly admittedUnits: Float64Array;
  readonly chargedUnits: Float64Array;
  readonly timeline: TimelineRecord;
  /** Absent where windows slide, so that no instant is a reset for many. */
  readonly wakeUps?: WakeUpRecord | undefined;
}
