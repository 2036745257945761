import { SECOND } from '../time.js';
import { firstAtOrAfter } from './first-at-or-after.js';
import { WAKE_UP_SECONDS, type WakeUpRecord } from './wake-ups.js';

/** A set of times that is put in order at the end. */
export interface Instants {
  add(t: number): void;
  /** The distinct times, in rising order. */
  sorted(): Float64Array;
}

/** An empty set of times. */
export function createInstants(): Instants {
  let times = new Float64Array(64);
  let size = 0;
  const sort = (): void => {
    times.subarray(0, size).sort();
    let kept = 0;
    for (let i = 0; i < size; i++) {
      if (i === 0 || times[i] !== times[i - 1]) times[kept++] = times[i]!;
    }
    size = kept;
  };
  const makeRoom = (): void => {
    sort();
    if (size <= times.length / 2) return;
    const wider = new Float64Array(2 * times.length);
    wider.set(times.subarray(0, size));
    times = wider;
  };
  return {
    add(t) {
      if (size === times.length) makeRoom();
      times[size++] = t;
    },
    sorted() {
      sort();
      return times.subarray(0, size);
    },
  };
}

/**
 * How attempts crowd behind resets, all of which are known.
 * @param resets distinct, in rising order.
 * @param attempts the times of attempts, never falling, of which the first `length` count.
 */
export function wakeUpsAt(
  resets: Float64Array,
  attempts: Float64Array,
  length: number,
): WakeUpRecord {
  const bySecond = new Float64Array(WAKE_UP_SECONDS);
  let passed = 0;
  let busiest = 0;
  let busiestAt = -Infinity;
  let from = 0;
  for (let i = 0; i < resets.length; i++) {
    const reset = resets[i]!;
    const end = Math.min(resets[i + 1] ?? Infinity, reset + WAKE_UP_SECONDS * SECOND);
    from = firstAtOrAfter(attempts, reset, from, length);
    if (from < length) passed++;
    while (from < length && attempts[from]! < end) {
      const second = Math.floor((attempts[from]! - reset) / SECOND);
      const to = firstAtOrAfter(
        attempts,
        Math.min(end, reset + (second + 1) * SECOND),
        from,
        length,
      );
      bySecond[second]! += to - from;
      if (second === 0 && to - from > busiest) {
        busiest = to - from;
        busiestAt = reset;
      }
      from = to;
    }
  }
  return { resets: passed, bySecond, busiest, busiestAt };
}
