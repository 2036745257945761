import type { Limit } from '../model/rate-model.js';
import type { TimelineRecord } from './timeline.js';
import type { WakeUpRecord } from './wake-ups.js';

/** What became of every request of a trace under one tier. Arrays are by `seq`, or by limit where said. */
export interface Outcome {
  readonly limits: readonly Limit[];
  /** Admission time in whole microseconds; NaN if the request was dropped. */
  readonly admittedAt: Float64Array;
  /** Times that the request was sent. */
  readonly attempts: Uint32Array;
  /** Index of the limit that bound the first refusal; -1 if the first attempt was admitted. */
  readonly bindingLimit: Int16Array;
  /** Answers 429, of all requests. */
  readonly responses429: number;
  /** Requests that were neither admitted nor given up when the last one had arrived. */
  readonly unservedAtEnd: number;
  /** By limit: the largest use that one scope tuple reached at an admission. */
  readonly peakUse: Float64Array;
  /** By limit: units counted for admitted requests, and for refused ones (under `denied: charged`). */
  readonly admittedUnits: Float64Array;
  readonly chargedUnits: Float64Array;
  readonly timeline: TimelineRecord;
  /** Absent where windows slide, so that no instant is a reset for many. */
  readonly wakeUps?: WakeUpRecord | undefined;
}
