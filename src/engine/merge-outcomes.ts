import { InvariantError } from '../errors.js';
import type { Limit } from '../model/rate-model.js';
import { mergeTimelines, mostWaiting, type PartTimeline } from './merge-timelines.js';
import type { Fates, Outcome } from './outcome.js';
import { wakeUpsOf, type WaitRecord, type WakeUpTimes } from './part-watch.js';
import { mergeTimeSums, type TimeSums } from './time-sums.js';

/** What became of the requests of one part of a trace. */
export interface PartFates extends Pick<Fates, 'admittedAt' | 'attempts' | 'bindingLimit'> {
  /** By place in the other arrays: the request's `seq` in the whole trace. */
  readonly seqs: Uint32Array;
}

/** What one part of a trace did under one tier, or several did that share nothing. Plain data, so that it can come from another thread. */
export interface PartialOutcome
  extends
    Pick<Outcome, 'responses429' | 'unservedAtEnd' | 'peakUse' | 'admittedUnits' | 'chargedUnits'>,
    WaitRecord {
  readonly fates: readonly PartFates[];
  readonly timeline: PartTimeline;
}

/** What parts did together; at least one. They may be merged in any grouping and any order. */
export function mergeOutcomes(parts: readonly PartialOutcome[]): PartialOutcome {
  if (parts.length === 1) return parts[0]!;
  const half = Math.ceil(parts.length / 2);
  return mergeTwo(mergeOutcomes(parts.slice(0, half)), mergeOutcomes(parts.slice(half)));
}

function mergeTwo(a: PartialOutcome, b: PartialOutcome): PartialOutcome {
  return {
    fates: [...a.fates, ...b.fates],
    responses429: a.responses429 + b.responses429,
    unservedAtEnd: a.unservedAtEnd + b.unservedAtEnd,
    peakUse: a.peakUse.map((use, k) => Math.max(use, b.peakUse[k]!)),
    admittedUnits: a.admittedUnits.map((units, k) => units + b.admittedUnits[k]!),
    chargedUnits: a.chargedUnits.map((units, k) => units + b.chargedUnits[k]!),
    timeline: mergeTimelines(a.timeline, b.timeline),
    waiting: mergeTimeSums(a.waiting, b.waiting),
    ...(a.wakeUps && b.wakeUps ? { wakeUps: mergeWakeUps(a.wakeUps, b.wakeUps) } : {}),
  };
}

function mergeWakeUps(a: WakeUpTimes, b: WakeUpTimes): WakeUpTimes {
  const once = (resets: Float64Array): TimeSums => ({ at: resets, sum: resets });
  return {
    resets: mergeTimeSums(once(a.resets), once(b.resets)).at,
    attempted: mergeTimeSums(a.attempted, b.attempted),
  };
}

/**
 * The outcome of a whole trace from that of all its parts.
 * @param length requests in the trace.
 * @throws InvariantError if the parts have more or fewer.
 */
export function completeOutcome(
  { fates, timeline, waiting, wakeUps, ...counts }: PartialOutcome,
  limits: readonly Limit[],
  length: number,
): Outcome {
  const offered = fates.reduce((sum, { seqs }) => sum + seqs.length, 0);
  if (offered !== length) {
    throw new InvariantError(`a trace of ${length} requests was replayed in parts of ${offered}`);
  }
  return {
    limits,
    ...joinFates(fates, length),
    ...counts,
    timeline: { ...timeline, waiting: mostWaiting(timeline, waiting) },
    wakeUps: wakeUps && wakeUpsOf(wakeUps),
  };
}

function joinFates(fates: readonly PartFates[], length: number): Omit<PartFates, 'seqs'> {
  const admittedAt = new Float64Array(length);
  const attempts = new Uint32Array(length);
  const bindingLimit = new Int16Array(length);
  for (const part of fates) {
    const { seqs } = part;
    for (let i = 0; i < seqs.length; i++) {
      const seq = seqs[i]!;
      admittedAt[seq] = part.admittedAt[i]!;
      attempts[seq] = part.attempts[i]!;
      bindingLimit[seq] = part.bindingLimit[i]!;
    }
  }
  return { admittedAt, attempts, bindingLimit };
}
