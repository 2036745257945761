import { RateLimitManager } from '@sapphire/ratelimits';
import { TokenBucket } from 'limiter';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { LimitPlan } from '../../src/engine/limit-plan.js';
import { kindOf } from '../../src/engine/limit-plan.js';
import { MILLISECOND, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';

/** Of each request 1 if it was refused, else 0. */
export type Refusals = Uint8Array;

/** Fixed windows in a map: a counter for each limit and scope tuple under a key of their names. */
export function withStringKeys({ limits, routes }: LimitPlan, columns: Columns): Refusals {
  const { timestamp, category, flags, app, user, names, length } = columns;
  const counters = new Map<string, { end: number; count: number }>();
  const refused = new Uint8Array(length);
  for (let seq = 0; seq < length; seq++) {
    const t = timestamp[seq]!;
    const who = `${names.apps[app[seq]!]!}|${names.users[user[seq]!]!.name}`;
    const met = Array.from(routes[kindOf(category[seq]!, flags[seq]!)]!, (k) => {
      const { id, limit, window } = limits[k]!;
      const key = `${id}|${who}`;
      let counter = counters.get(key);
      if (counter === undefined) counters.set(key, (counter = { end: 0, count: 0 }));
      if (t >= counter.end) {
        counter.end = (Math.floor(t / window) + 1) * window;
        counter.count = 0;
      }
      return { counter, limit };
    });
    if (met.every(({ counter, limit }) => counter.count < limit)) {
      for (const { counter } of met) counter.count++;
    } else refused[seq] = 1;
  }
  return refused;
}

/**
 * The least that a replay has to do with memory: of each request it reads the time, what kind it is and for whom,
 * and writes a counter (a count and a time) and a decision. It compares nothing, and so refuses nothing.
 */
export function withoutLimits({
  timestamp,
  category,
  flags,
  user,
  names,
  length,
}: Columns): Uint8Array {
  const counters = new Float64Array(2 * names.users.length);
  const decisions = new Uint8Array(length);
  for (let seq = 0; seq < length; seq++) {
    const at = 2 * user[seq]!;
    counters[at]!++;
    counters[at + 1] = timestamp[seq]!;
    decisions[seq] = kindOf(category[seq]!, flags[seq]!);
  }
  return decisions;
}

/** rate-limiter-flexible, in memory, awaited: windows anchored at a user's first request. */
export async function withRateLimiterFlexible(
  columns: Columns,
  points: number,
  window: number,
): Promise<Refusals> {
  const limiter = new RateLimiterMemory({ points, duration: window / SECOND });
  const refused = new Uint8Array(columns.length);
  return underClock(columns, async (setTime) => {
    for (let seq = 0; seq < columns.length; seq++) {
      setTime(seq);
      try {
        await limiter.consume(userOf(columns, seq));
      } catch (answer) {
        if (answer instanceof Error) throw answer;
        refused[seq] = 1;
      }
    }
    return refused;
  });
}

/** @sapphire/ratelimits: windows anchored at a user's first request. */
export function withSapphire(columns: Columns, points: number, window: number): Promise<Refusals> {
  const manager = new RateLimitManager<string>(window / MILLISECOND, points);
  const refused = new Uint8Array(columns.length);
  return underClock(columns, (setTime) => {
    for (let seq = 0; seq < columns.length; seq++) {
      setTime(seq);
      const limit = manager.acquire(userOf(columns, seq));
      if (limit.limited) refused[seq] = 1;
      else limit.consume();
    }
    return Promise.resolve(refused);
  });
}

/** limiter: token buckets, full at first. */
export function withLimiter(columns: Columns, points: number, window: number): Promise<Refusals> {
  const buckets = new Map<string, TokenBucket>();
  const refused = new Uint8Array(columns.length);
  return underClock(columns, (setTime) => {
    for (let seq = 0; seq < columns.length; seq++) {
      setTime(seq);
      const user = userOf(columns, seq);
      let bucket = buckets.get(user);
      if (bucket === undefined) {
        bucket = new TokenBucket({
          bucketSize: points,
          tokensPerInterval: points,
          interval: window / MILLISECOND,
        });
        bucket.content = points;
        buckets.set(user, bucket);
      }
      if (!bucket.tryRemoveTokens(1)) refused[seq] = 1;
    }
    return Promise.resolve(refused);
  });
}

function userOf({ user, names }: Columns, seq: number): string {
  return names.users[user[seq]!]!.name;
}

/** Runs something while every clock that the peers look at shows the timestamp of a request of the trace, and no timer is set. */
async function underClock<T>(
  { timestamp }: Columns,
  run: (setTime: (seq: number) => void) => Promise<T>,
): Promise<T> {
  let now = 0;
  const { setTimeout, setInterval } = globalThis;
  const dateNow = Date.now.bind(Date);
  const performanceNow = performance.now.bind(performance);
  const noTimer = (() => ({})) as unknown;
  Date.now = () => now;
  performance.now = () => now;
  globalThis.setTimeout = noTimer as typeof setTimeout;
  globalThis.setInterval = noTimer as typeof setInterval;
  try {
    return await run((seq) => {
      now = timestamp[seq]! / MILLISECOND;
    });
  } finally {
    Date.now = dateNow;
    performance.now = performanceNow;
    globalThis.setTimeout = setTimeout;
    globalThis.setInterval = setInterval;
  }
}
