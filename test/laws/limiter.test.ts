import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limiters } from '../../src/limiter/limiters.js';
import type { AlgorithmName } from '../../src/model/rate-model.js';
import { DAY } from '../../src/time.js';
import { makeCounter, nextRoom } from '../oracle/counters.js';
import { burstOf, histories, play, type Admission, type History } from './histories.js';
import { RUNS } from './runs.js';

const algorithms = Object.values(limiters);

/** The most units in any (t − window, t]. Only an admission can bring about a new most. */
function mostInAnyWindow(admissions: readonly Admission[], window: number): number {
  const unitsUntil = ({ time }: Admission): number =>
    admissions
      .filter((other) => other.time > time - window && other.time <= time)
      .reduce((sum, { cost }) => sum + cost, 0);
  return Math.max(0, ...admissions.map(unitsUntil));
}

/** The most units in any window that starts at a multiple of its length. */
function mostInAlignedWindow(admissions: readonly Admission[], window: number): number {
  const units = new Map<number, number>();
  for (const { time, cost } of admissions) {
    const index = Math.floor(time / window);
    units.set(index, (units.get(index) ?? 0) + cost);
  }
  return Math.max(0, ...units.values());
}

/** What each algorithm promises: the most units in any aligned window, and in any window at all. */
const PROMISES: Readonly<
  Record<AlgorithmName, (history: History) => { readonly aligned: number; readonly any: number }>
> = {
  'fixed-window': ({ limit }) => ({ aligned: limit, any: 2 * limit }),
  'fixed-window-anchored': ({ limit }) => ({ aligned: 2 * limit, any: 2 * limit }),
  'sliding-log': ({ limit }) => ({ aligned: limit, any: limit }),
  'sliding-counter': ({ limit }) => ({ aligned: limit, any: 2 * limit }),
  'token-bucket': ({ limit, burst = limit }) => ({ aligned: limit + burst, any: limit + burst }),
};

describe.each(algorithms)('$name', (algorithm) => {
  it('refuses just before the announced time and admits exactly at it', () => {
    const asked = fc.tuple(
      histories,
      fc.integer({ min: 1, max: 4 }),
      fc.double({ noNaN: true, min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(asked, ([history, cost, share]) => {
        const { limiter, now } = play(algorithm, history);
        const next = limiter.next(0, now, cost);
        expect(next).toBeGreaterThanOrEqual(now);
        expect(limiter.hasRoom(0, now, cost)).toBe(next === now);
        if (next === Infinity) {
          expect(cost).toBeGreaterThan(Math.min(history.limit, burstOf(algorithm, history)));
          expect(limiter.hasRoom(0, now + 10 * history.window, cost)).toBe(false);
        } else if (next > now) {
          const between = now + Math.floor(share * (next - 1 - now));
          expect(limiter.hasRoom(0, between, cost)).toBe(false);
          expect(limiter.next(0, between, cost)).toBe(next);
          expect(limiter.hasRoom(0, next - 1, cost)).toBe(false);
          expect(limiter.hasRoom(0, next, cost)).toBe(true);
          expect(limiter.next(0, next, cost)).toBe(next);
        }
      }),
      RUNS,
    );
  });

  it('announces that time also when more is in use than the limit, as a window already begun may hold', () => {
    const over = fc.tuple(histories, fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(over, ([history, lump]) => {
        const { limiter, now } = play(algorithm, history);
        limiter.admit(0, now, lump);
        const next = limiter.next(0, now, 1);
        expect(limiter.hasRoom(0, now, 1)).toBe(next === now);
        if (next > now) expect(limiter.hasRoom(0, next - 1, 1)).toBe(false);
        expect(limiter.hasRoom(0, next, 1)).toBe(true);
      }),
      RUNS,
    );
  });

  it('admits no more in a window than it promises', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { admissions } = play(algorithm, history);
        const promise = PROMISES[algorithm.name](history);
        const { window } = history;
        expect(mostInAlignedWindow(admissions, window)).toBeLessThanOrEqual(promise.aligned);
        expect(mostInAnyWindow(admissions, window)).toBeLessThanOrEqual(promise.any);
      }),
      RUNS,
    );
  });

  it('is never used beyond its limit after an admission with room, and unused before the first', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { limiter, now } = play(algorithm, history, (playing, t, _, hadRoom) => {
          if (hadRoom) {
            expect(playing.use(0, t)).toBeLessThanOrEqual(burstOf(algorithm, history));
          }
        });
        expect(limiter.use(1, now)).toBe(0);
        expect(limiter.next(1, now, 1)).toBe(now);
      }),
      RUNS,
    );
  });

  it('counts a refusal, a question and another scope tuple for nothing', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const asked = play(algorithm, history, (playing, t, cost) => {
          playing.hasRoom(0, t, cost);
          playing.next(0, t, cost);
          playing.use(0, t);
          playing.admit(1, t, cost);
        });
        expect(asked.admissions).toEqual(play(algorithm, history).admissions);
      }),
      RUNS,
    );
  });

  it('is exact where products pass 2⁵³', () => {
    const large = fc
      .record({
        limit: fc.integer({ min: 1_000_000, max: 2_000_000_000 }),
        burst: fc.option(fc.integer({ min: 1_000_000, max: 2_000_000_000 }), { nil: undefined }),
        window: fc.constantFrom(DAY, DAY - 1, 7 * DAY),
        start: fc.integer({ min: 1.7e15, max: 1.8e15 }),
      })
      .chain(({ limit, window, ...rest }) => {
        const gap = fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: window }));
        const cost = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: limit }));
        return fc
          .array(fc.record({ gap, cost }), { maxLength: 12 })
          .map((steps) => ({ ...rest, limit, window, steps }));
      });
    fc.assert(
      fc.property(large, (history) => {
        const { limit, window, burst = limit } = history;
        const counter = makeCounter(algorithm.name, { limit, window, burst });
        play(algorithm, history, (limiter, t, cost, hadRoom) => {
          const possible = cost <= counter.capacity;
          expect(hadRoom).toBe(possible && counter.room(t, cost));
          if (hadRoom) counter.admit(t, cost);
          expect(limiter.use(0, t)).toBe(counter.use(t));
          expect(limiter.next(0, t, cost)).toBe(nextRoom(counter, t, cost));
        });
      }),
      RUNS,
    );
  });
});

it('keeps a token bucket to its rate: at most burst + limit · elapsed / window between any two instants', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { limit, window, burst = limit } = history;
      const { admissions } = play(limiters['token-bucket'], history);
      admissions.forEach(({ time: from }, first) => {
        let units = 0;
        for (const { time, cost } of admissions.slice(first)) {
          units += cost;
          expect(units * window).toBeLessThanOrEqual(burst * window + limit * (time - from));
        }
      });
    }),
    RUNS,
  );
});
