import { tokenBucket } from '../limiter/token-bucket.js';
import type { Columns } from '../trace/columns.js';
import type { Send } from './client.js';
import { countersOf } from './counters.js';
import { createGate } from './gate.js';
import { createHoldingQueue } from './holding-queue.js';
import type { Run } from './run.js';

/** How a client holds itself back before it sends. */
export type Pacing =
  /** Each user's requests are at least this far apart, in whole microseconds. */
  | { readonly kind: 'spacing'; readonly gap: number }
  /** A token bucket of its own for each limit, at this share of the limit's rate, empty of burst. */
  | { readonly kind: 'share'; readonly share: number };

/** Puts requests off as a client's pacing says, then hands them on. */
export function pace(
  run: Run,
  pacing: Pacing,
  isTooLate: (seq: number, t: number) => boolean,
  send: Send,
): Send {
  return pacing.kind === 'spacing'
    ? spaceOut(run, pacing.gap, isTooLate, send)
    : keepToShare(run, pacing.share, send);
}

/** In the order in which they become due, each request of a user takes the next free place. */
function spaceOut(
  run: Run,
  gap: number,
  isTooLate: (seq: number, t: number) => boolean,
  send: Send,
): Send {
  const { user } = run.columns;
  const free = new Float64Array(run.users).fill(-Infinity);
  const sendAt = run.onEvent(send);
  return (seq, t) => {
    const place = Math.max(t, free[user[seq]!]!);
    if (isTooLate(seq, place)) {
      run.drop(seq, t);
      return;
    }
    free[user[seq]!] = place + gap;
    if (place === t) send(seq, t);
    else sendAt(place, seq, 0);
  };
}

/**
 * A bucket for each limit, whose burst is the largest cost that the limit can hold, and whose rate is so much
 * below the limit that burst and rate together do not pass it: the provider has nothing to refuse, unless a
 * request costs more than about half of the limit.
 */
function keepToShare(run: Run, share: number, send: Send): Send {
  const { columns, plan } = run;
  const limiters = plan.limits.map(({ limit, window }, k) => {
    const burst = plan.countsUnits[k]! ? largestCost(columns, limit) : 1;
    const rate = Math.max(burst, Math.floor(share * limit) - (burst - 1));
    return tokenBucket.create({ limit: rate, window, burst }, plan.tuples[k]!.count);
  });
  const gate = createGate(columns, plan, countersOf(limiters));
  const letGo: Send = (seq, t) => {
    gate.admit(seq, t);
    send(seq, t);
  };
  const held = createHoldingQueue(run, gate, letGo);
  return (seq, t) => {
    if (gate.hasRoom(seq, t)) {
      letGo(seq, t);
      return;
    }
    if (gate.reset === Infinity) send(seq, t);
    else held.hold(seq);
  };
}

/** The largest cost in a trace that a limit can hold; 1 if there is none. */
function largestCost({ cost }: Columns, limit: number): number {
  return cost?.reduce((most, units) => (units > limit ? most : Math.max(most, units)), 1) ?? 1;
}
