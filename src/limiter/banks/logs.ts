/**
 * Logs of admissions, one after the other in one array that grows as they need: a log is a ring of pairs, a
 * time and its cost. Times given to one log never fall.
 */
export interface Logs {
  /** Forgets what a log holds of `before` and earlier. @returns the costs of what is left. */
  usedSince(log: number, before: number): number;
  /** Adds an admission. @returns the costs of all that the log holds. */
  add(log: number, t: number, cost: number): number;
  /** The time of the admission with which the oldest must have left for the costs of the rest to be at most `units`. */
  whenAtMost(log: number, units: number): number;
}

const FIRST_CAPACITY = 4;
const FIRST_ROOM = 1024;

/** So many empty logs. */
export function createLogs(count: number): Logs {
  const used = new Float64Array(count);
  /** By log, four numbers: the start of its ring, the ring's capacity in pairs (a power of two, or 0), the oldest pair's index, and how many there are. */
  const rings = new Uint32Array(4 * count);
  let pairs = new Float64Array(2 * FIRST_ROOM);
  let room = 0;

  const take = (capacity: number): number => {
    const start = room;
    room += capacity;
    if (2 * room > pairs.length) {
      const wider = new Float64Array(Math.max(2 * room, 2 * pairs.length));
      wider.set(pairs);
      pairs = wider;
    }
    return start;
  };
  const grow = (ring: number): void => {
    const start = rings[ring]!;
    const capacity = rings[ring + 1]!;
    const head = rings[ring + 2]!;
    const wider = Math.max(FIRST_CAPACITY, 2 * capacity);
    const to = take(wider);
    for (let i = 0; i < capacity; i++) {
      const from = start + ((head + i) & (capacity - 1));
      pairs[2 * (to + i)] = pairs[2 * from]!;
      pairs[2 * (to + i) + 1] = pairs[2 * from + 1]!;
    }
    rings[ring] = to;
    rings[ring + 1] = wider;
    rings[ring + 2] = 0;
  };

  return {
    usedSince(log, before) {
      const ring = 4 * log;
      let size = rings[ring + 3]!;
      if (size === 0) return 0;
      const start = rings[ring]!;
      const mask = rings[ring + 1]! - 1;
      let head = rings[ring + 2]!;
      if (pairs[2 * (start + head)]! > before) return used[log]!;
      let left = used[log]!;
      do {
        left -= pairs[2 * (start + head) + 1]!;
        head = (head + 1) & mask;
        size--;
      } while (size > 0 && pairs[2 * (start + head)]! <= before);
      rings[ring + 2] = head;
      rings[ring + 3] = size;
      return (used[log] = left);
    },
    add(log, t, cost) {
      const ring = 4 * log;
      const size = rings[ring + 3]!;
      if (size === rings[ring + 1]!) grow(ring);
      const at = 2 * (rings[ring]! + ((rings[ring + 2]! + size) & (rings[ring + 1]! - 1)));
      pairs[at] = t;
      pairs[at + 1] = cost;
      rings[ring + 3] = size + 1;
      return (used[log]! += cost);
    },
    whenAtMost(log, units) {
      const ring = 4 * log;
      const start = rings[ring]!;
      const mask = rings[ring + 1]! - 1;
      let head = rings[ring + 2]!;
      let left = used[log]!;
      let t = -Infinity;
      while (left > units) {
        t = pairs[2 * (start + head)]!;
        left -= pairs[2 * (start + head) + 1]!;
        head = (head + 1) & mask;
      }
      return t;
    },
  };
}
