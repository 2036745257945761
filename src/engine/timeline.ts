import type { Limiter } from '../limiter/limiter.js';
import { DAY, HOUR, MINUTE, SECOND } from '../time.js';

/** Widths of a bucket, each a multiple of the one before. Those past a day serve traces of more than 4,000 days. */
export const BUCKETS = [
  SECOND,
  10 * SECOND,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  10 * DAY,
  100 * DAY,
  1000 * DAY,
];
export const MAX_BUCKETS = 4000;

/** What a run did over time, in equal buckets aligned to the epoch: the narrowest that need at most 4,000. */
export interface TimelineRecord {
  /** Whole microseconds. */
  readonly bucket: number;
  /** Start of the first bucket. */
  readonly start: number;
  readonly length: number;
  /** Requests sent, again and again; those refused; and requests given up. */
  readonly attempted: Float64Array;
  readonly refused: Float64Array;
  readonly dropped: Float64Array;
  /** The most requests that waited at one time. */
  readonly waiting: Float64Array;
  /** By limit: the largest use of its busiest scope tuple. */
  readonly use: readonly Float64Array[];
}

/** Records a run as it goes, in one pass, widening the buckets when they become too many. Times never fall. */
export interface Timeline {
  /** Where the bucket that is being filled ends (exclusive). */
  readonly end: number;
  /** Must be called with the time of every event, before anything is recorded at it, and with how many requests have waited since the event before. */
  advance(t: number, waiting: number): void;
  /** So many requests were sent, refused and given up since it was called last, and so many waited at most at one time. */
  count(attempts: number, refusals: number, drops: number, mostWaiting?: number): void;
  /** A scope tuple of limit k reached this use. */
  reached(k: number, slot: number, use: number): void;
  finish(): TimelineRecord;
}

/**
 * A timeline from `start` on.
 *
 * Use is seen at admissions. What stays in use between them (a day's quota overnight) is asked of the tuple
 * that was busiest in the bucket before.
 */
export function createTimeline(start: number, limiters: readonly Pick<Limiter, 'use'>[]): Timeline {
  let level = 0;
  let bucket = BUCKETS[level]!;
  let origin = Math.floor(start / bucket) * bucket;
  let current = 0;
  let end = origin + bucket;
  const attempted = new Float64Array(MAX_BUCKETS);
  const refused = new Float64Array(MAX_BUCKETS);
  const dropped = new Float64Array(MAX_BUCKETS);
  const waiting = new Float64Array(MAX_BUCKETS);
  const last = { t: start };
  const use = limiters.map(() => new Float64Array(MAX_BUCKETS));
  const busiest = new Int32Array(limiters.length).fill(-1);

  const widen = (): void => {
    const wider = BUCKETS[++level]!;
    const newOrigin = Math.floor(origin / wider) * wider;
    /** In place: no value moves to a later bucket. */
    const merge = (values: Float64Array, into: (a: number, b: number) => number): void => {
      for (let i = 0; i <= current; i++) {
        const value = values[i]!;
        values[i] = 0;
        const to = Math.floor((origin + i * bucket - newOrigin) / wider);
        values[to] = into(values[to]!, value);
      }
    };
    for (const counts of [attempted, refused, dropped]) merge(counts, (a, b) => a + b);
    for (const values of [waiting, ...use]) merge(values, Math.max);
    current = Math.floor((origin + current * bucket - newOrigin) / wider);
    bucket = wider;
    origin = newOrigin;
  };

  const carry = (): void => {
    const from = origin + current * bucket;
    for (let k = 0; k < busiest.length; k++) {
      if (busiest[k]! < 0) continue;
      use[k]![current] = limiters[k]!.use(busiest[k]!, from);
    }
  };

  return {
    advance(t, waited) {
      if (t > last.t && waited > waiting[current]!) waiting[current] = waited;
      last.t = t;
      if (t < end) return;
      while ((t - origin) / bucket >= MAX_BUCKETS) widen();
      const target = Math.floor((t - origin) / bucket);
      while (current < target) {
        current++;
        if (origin + current * bucket < t) waiting[current] = waited;
        carry();
      }
      end = origin + (current + 1) * bucket;
    },
    get end() {
      return end;
    },
    count(attempts, refusals, drops, mostWaiting = 0) {
      if (mostWaiting > waiting[current]!) waiting[current] = mostWaiting;
      attempted[current]! += attempts;
      refused[current]! += refusals;
      dropped[current]! += drops;
    },
    reached(k, slot, value) {
      const values = use[k]!;
      if (value < values[current]!) return;
      values[current] = value;
      busiest[k] = slot;
    },
    finish() {
      const length = current + 1;
      return {
        bucket,
        start: origin,
        length,
        attempted: attempted.slice(0, length),
        refused: refused.slice(0, length),
        dropped: dropped.slice(0, length),
        waiting: waiting.slice(0, length),
        use: use.map((values) => values.slice(0, length)),
      };
    },
  };
}
