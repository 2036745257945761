import { describe, expect, it } from 'vitest';
import type { Limiter, LimiterSpec } from '../../src/limiter/limiter.js';
import { limiters } from '../../src/limiter/limiters.js';
import { ALGORITHM_NAMES, type AlgorithmName } from '../../src/model/rate-model.js';

/** A limit of 3 in 10 microseconds, for one scope tuple, unless changed. */
function limiter(name: AlgorithmName, change: Partial<LimiterSpec> = {}): Limiter {
  return limiters[name].create({ limit: 3, window: 10, ...change }, 1);
}

/** Admits one request at each of these times. */
function admitAt(counter: Limiter, ...times: readonly number[]): void {
  for (const t of times) {
    expect(counter.hasRoom(0, t, 1), `room at ${t}`).toBe(true);
    counter.admit(0, t, 1);
  }
}

it('has every algorithm under its own name', () => {
  expect(Object.keys(limiters)).toEqual(ALGORITHM_NAMES);
  for (const name of ALGORITHM_NAMES) expect(limiters[name].name).toBe(name);
});

it.each(ALGORITHM_NAMES)('%s never has room for more than its limit', (name) => {
  expect(limiter(name).next(0, 5, 4)).toBe(Infinity);
  expect(limiter(name).hasRoom(0, 5, 4)).toBe(false);
  expect(limiter(name, { burst: 8 }).next(0, 5, 4)).toBe(Infinity);
  expect(limiter(name).next(0, 5, 3)).toBe(5);
});

describe('fixed-window', () => {
  it('has room again where the next aligned window starts', () => {
    const counter = limiter('fixed-window');
    admitAt(counter, 14, 15, 19);
    expect(counter.next(0, 19, 1)).toBe(20);
    expect(counter.use(0, 19)).toBe(3);
    expect(counter.use(0, 20)).toBe(0);
  });

  it('admits twice its limit across an edge', () => {
    admitAt(limiter('fixed-window'), 19, 19, 19, 20, 20, 20);
  });

  it('aligns times before the epoch too', () => {
    const counter = limiter('fixed-window');
    admitAt(counter, -3, -2, -1);
    expect(counter.next(0, -1, 1)).toBe(0);
  });
});

describe('fixed-window-anchored', () => {
  it('opens its window with the first admission after the last window ended', () => {
    const counter = limiter('fixed-window-anchored');
    admitAt(counter, 14, 15, 23);
    expect(counter.next(0, 23, 1)).toBe(24);
    admitAt(counter, 29);
    expect(counter.use(0, 38)).toBe(1);
    expect(counter.use(0, 39)).toBe(0);
  });
});

describe('sliding-log', () => {
  it('has room again when the admission that is limit back leaves the window', () => {
    const counter = limiter('sliding-log');
    admitAt(counter, 14, 15, 19);
    expect(counter.next(0, 19, 1)).toBe(24);
    expect(counter.next(0, 19, 2)).toBe(25);
    expect(counter.next(0, 19, 3)).toBe(29);
    admitAt(counter, 24, 25);
    expect(counter.next(0, 25, 1)).toBe(29);
  });
});

describe('sliding-counter', () => {
  it('weights the last window by what the sliding one still covers of it', () => {
    const counter = limiter('sliding-counter');
    admitAt(counter, 10, 11, 12);
    // In [20, 30) the estimate is 3·(30 − t)/10: there is room for one more while that is at most 2,
    // so from t = 24 on, where 3·6 = 18 ≤ 20 (at 23, 3·7 = 21).
    expect(counter.next(0, 12, 1)).toBe(24);
    expect(counter.use(0, 20)).toBe(3);
    expect(counter.use(0, 23)).toBe(3);
    expect(counter.use(0, 24)).toBe(2);
    admitAt(counter, 24);
    // One more beside it needs 3·(30 − t) + 20 ≤ 30, so t = 27, where 3·3 = 9 ≤ 10.
    expect(counter.next(0, 24, 1)).toBe(27);
  });

  it('forgets a window that is not the one before', () => {
    const counter = limiter('sliding-counter');
    admitAt(counter, 10, 11, 12);
    expect(counter.use(0, 30)).toBe(0);
  });
});

describe('token-bucket', () => {
  it('gives a token back every window / limit, exactly', () => {
    const counter = limiter('token-bucket');
    admitAt(counter, 0, 0, 0);
    // T = 10/3 µs: tokens come back at 3⅓, 6⅔ and 10, so at the whole microseconds 4, 7 and 10.
    expect([1, 2, 3].map((cost) => counter.next(0, 0, cost))).toEqual([4, 7, 10]);
    admitAt(counter, 4);
    expect(counter.next(0, 4, 1)).toBe(7);
    admitAt(counter, 7);
    expect(counter.next(0, 7, 1)).toBe(10);
  });

  it('holds no more than its burst', () => {
    const counter = limiter('token-bucket', { burst: 1 });
    admitAt(counter, 100);
    // A single token: the next one is there T = 3⅓ µs later.
    expect(counter.next(0, 100, 1)).toBe(104);
    expect(counter.next(0, 100, 2)).toBe(Infinity);
  });

  it('says how much of its burst is in use, rounded up', () => {
    const counter = limiter('token-bucket');
    admitAt(counter, 0, 0, 0);
    // After t µs, 0.3·t tokens are back.
    expect([0, 1, 4, 7, 9, 10].map((t) => counter.use(0, t))).toEqual([3, 3, 2, 1, 1, 0]);
  });
});
