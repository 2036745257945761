import type { Distribution } from '../profile/distribution.js';
import type { Draws } from './draws.js';
import type { FanOut } from '../profile/workload.js';

/** How many calls a fan-out is. */
export function countCalls(fanOut: FanOut, draws: Draws): number {
  switch (fanOut.kind) {
    case 'once':
      return 1;
    case 'times':
      return draws.sample(fanOut.times);
    case 'pages':
      return Math.max(1, Math.ceil(draws.sample(fanOut.items) / fanOut.size));
    case 'batches':
      return Math.ceil(draws.sample(fanOut.items) / fanOut.size);
    case 'poll': {
      const { every, upTo, ready } = fanOut;
      const most = Math.floor(upTo / every);
      if (ready === null) return most;
      return Math.min(most, Math.max(1, Math.ceil(draws.sample(ready) / every)));
    }
  }
}

/** How things that are done one after another share time. */
export interface Flow {
  /** How many are under way at most. */
  readonly concurrency: number;
  /** Least time between the starts of two. */
  readonly pace: Distribution;
}

/**
 * Does so many things in turn, each as soon as fewer than `concurrency` are under way and `pace` has
 * passed since the start of the one before.
 * @param run does one thing at an instant, and returns when it is done.
 * @returns when all are done; `start` if there are none.
 */
export function runFlow(
  count: number,
  { concurrency, pace }: Flow,
  start: number,
  draws: Draws,
  run: (at: number, index: number) => number,
): number {
  const free: number[] = [];
  let earliest = start;
  let end = start;
  for (let i = 0; i < count; i++) {
    if (i > 0) earliest += draws.sample(pace);
    let slot = i;
    if (i >= concurrency) {
      slot = 0;
      for (let other = 1; other < concurrency; other++) {
        if (free[other]! < free[slot]!) slot = other;
      }
      earliest = Math.max(earliest, free[slot]!);
    }
    free[slot] = run(earliest, i);
    end = Math.max(end, free[slot]!);
  }
  return end;
}
