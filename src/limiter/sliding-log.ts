import type { Algorithm } from './limiter.js';

/** A ring of admissions, oldest at `head`: their times and costs. Grows as it is needed. */
interface Ring {
  time: Float64Array;
  cost: Float64Array;
  head: number;
  size: number;
  used: number;
}

const FIRST_CAPACITY = 4;

function createRing(): Ring {
  return {
    time: new Float64Array(FIRST_CAPACITY),
    cost: new Float64Array(FIRST_CAPACITY),
    head: 0,
    size: 0,
    used: 0,
  };
}

/** Capacities are powers of two, so that an index wraps by a mask. */
function grow(ring: Ring): void {
  const capacity = ring.time.length;
  const time = new Float64Array(capacity * 2);
  const cost = new Float64Array(capacity * 2);
  for (let i = 0; i < ring.size; i++) {
    const from = (ring.head + i) & (capacity - 1);
    time[i] = ring.time[from]!;
    cost[i] = ring.cost[from]!;
  }
  ring.time = time;
  ring.cost = cost;
  ring.head = 0;
}

function expire(ring: Ring, before: number): void {
  while (ring.size > 0 && ring.time[ring.head]! <= before) {
    ring.used -= ring.cost[ring.head]!;
    ring.head = (ring.head + 1) & (ring.time.length - 1);
    ring.size--;
  }
}

function push(ring: Ring, t: number, cost: number): void {
  const mask = ring.time.length - 1;
  const last = (ring.head + ring.size - 1) & mask;
  ring.used += cost;
  if (ring.size > 0 && ring.time[last] === t) {
    ring.cost[last]! += cost;
    return;
  }
  if (ring.size === ring.time.length) grow(ring);
  const tail = (ring.head + ring.size) & (ring.time.length - 1);
  ring.time[tail] = t;
  ring.cost[tail] = cost;
  ring.size++;
}

/** When enough of the oldest admissions have left the window for `cost` to fit. */
function whenFits(ring: Ring, limit: number, window: number, cost: number): number {
  let { used, head } = ring;
  let leaves = -Infinity;
  while (used + cost > limit) {
    used -= ring.cost[head]!;
    leaves = ring.time[head]! + window;
    head = (head + 1) & (ring.time.length - 1);
  }
  return leaves;
}

/** At most `limit` in any (t − window, t]: the time of every admission is remembered for a window. */
export const slidingLog: Algorithm = {
  name: 'sliding-log',
  create({ limit, window }, slots) {
    const rings = new Array<Ring | undefined>(slots);

    const use = (slot: number, t: number): number => {
      const ring = rings[slot];
      if (ring === undefined) return 0;
      expire(ring, t - window);
      return ring.used;
    };

    return {
      hasRoom: (slot, t, cost) => use(slot, t) + cost <= limit,
      next(slot, t, cost) {
        if (cost > limit) return Infinity;
        if (use(slot, t) + cost <= limit) return t;
        return whenFits(rings[slot]!, limit, window, cost);
      },
      admit(slot, t, cost) {
        const ring = (rings[slot] ??= createRing());
        expire(ring, t - window);
        push(ring, t, cost);
      },
      use,
    };
  },
};
