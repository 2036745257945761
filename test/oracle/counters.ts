import type { AlgorithmName } from '../../src/model/rate-model.js';

/** One limit for one scope tuple, told only by when there is room and what an admission changes. */
export interface Counter {
  /** Whether `cost` more units may be admitted at `t` (whole microseconds). */
  room(t: number, cost: number): boolean;
  admit(t: number, cost: number): void;
  /** Units in use at `t`, rounded up. */
  use(t: number): number;
  /** The most that an unused counter has room for. */
  readonly capacity: number;
}

/** What a counter is made of; `burst` matters to the token bucket alone. */
export interface CounterSettings {
  readonly limit: number;
  /** Whole microseconds. */
  readonly window: number;
  readonly burst: number;
}

interface Admission {
  readonly time: number;
  readonly cost: number;
}

const makers: Record<AlgorithmName, (settings: CounterSettings) => Counter> = {
  'fixed-window': fixedWindow,
  'fixed-window-anchored': fixedWindowAnchored,
  'sliding-log': slidingLog,
  'sliding-counter': slidingCounter,
  'token-bucket': tokenBucket,
};

/** An unused counter of the named algorithm. */
export function makeCounter(algorithm: AlgorithmName, settings: CounterSettings): Counter {
  return makers[algorithm](settings);
}

/**
 * The earliest whole microsecond from `t` on with room if nothing is admitted meanwhile, found by
 * looking: time passing only ever makes room, so the instant is bracketed, then bisected.
 * @returns Infinity if the cost is more than the counter can ever hold.
 */
export function nextRoom(counter: Counter, t: number, cost: number): number {
  if (cost > counter.capacity) return Infinity;
  if (counter.room(t, cost)) return t;
  let step = 1;
  while (!counter.room(t + step, cost)) step *= 2;
  let full = t;
  let free = t + step;
  while (free - full > 1) {
    const middle = Math.floor((full + free) / 2);
    if (counter.room(middle, cost)) free = middle;
    else full = middle;
  }
  return free;
}

function fixedWindow({ limit, window }: CounterSettings): Counter {
  const counts = new Map<number, number>();
  const count = (t: number): number => counts.get(Math.floor(t / window)) ?? 0;
  return {
    capacity: limit,
    room: (t, cost) => count(t) + cost <= limit,
    admit: (t, cost) => void counts.set(Math.floor(t / window), count(t) + cost),
    use: count,
  };
}

function fixedWindowAnchored({ limit, window }: CounterSettings): Counter {
  let opening = -Infinity;
  let count = 0;
  const countAt = (t: number): number => (t >= opening + window ? 0 : count);
  return {
    capacity: limit,
    room: (t, cost) => countAt(t) + cost <= limit,
    admit(t, cost) {
      count = countAt(t) + cost;
      if (t >= opening + window) opening = t;
    },
    use: countAt,
  };
}

function slidingLog({ limit, window }: CounterSettings): Counter {
  const admissions: Admission[] = [];
  const use = (t: number): number => {
    let sum = 0;
    for (let i = admissions.length - 1; i >= 0; i--) {
      const { time, cost } = admissions[i]!;
      if (time <= t - window) break;
      sum += cost;
    }
    return sum;
  };
  return {
    capacity: limit,
    room: (t, cost) => use(t) + cost <= limit,
    admit: (t, cost) => void admissions.push({ time: t, cost }),
    use,
  };
}

function slidingCounter({ limit, window }: CounterSettings): Counter {
  const counts = new Map<number, number>();
  const w = BigInt(window);
  /** The estimate, in units times the window's length. */
  const estimate = (t: number): bigint => {
    const index = Math.floor(t / window);
    const previous = BigInt(counts.get(index - 1) ?? 0);
    const current = BigInt(counts.get(index) ?? 0);
    return previous * (w - BigInt(t - index * window)) + current * w;
  };
  return {
    capacity: limit,
    room: (t, cost) => estimate(t) + BigInt(cost) * w <= BigInt(limit) * w,
    admit(t, cost) {
      const index = Math.floor(t / window);
      counts.set(index, (counts.get(index) ?? 0) + cost);
    },
    use: (t) => Number(ceilDivide(estimate(t), w)),
  };
}

/**
 * GCRA. Its times are kept in `limit`-ths of a microsecond, in which one unit's interval T = window / limit
 * is `window` whole.
 */
function tokenBucket({ limit, window, burst }: CounterSettings): Counter {
  const l = BigInt(limit);
  const interval = BigInt(window);
  const tolerance = interval * (BigInt(burst) - 1n);
  let arrival: bigint | null = null;
  const arrivalAt = (t: number): bigint => {
    const now = BigInt(t) * l;
    return arrival === null || arrival < now ? now : arrival;
  };
  return {
    capacity: Math.min(limit, burst),
    room: (t, cost) => BigInt(t) * l >= arrivalAt(t) + (BigInt(cost) - 1n) * interval - tolerance,
    admit(t, cost) {
      arrival = arrivalAt(t) + BigInt(cost) * interval;
    },
    use: (t) => Number(ceilDivide(arrivalAt(t) - BigInt(t) * l, interval)),
  };
}

/** For numbers that are not negative. */
function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
