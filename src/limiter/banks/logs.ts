/**
 * Logs of admissions, one after the other in one array that grows as they need: a log is a ring of pairs, a
 * time and its cost. Times given to one log never fall.
 */
export interface Logs {
  /** By log: the costs of all that it holds. */
  readonly used: Float64Array;
  /** By log, four numbers: the start of its ring, the ring's capacity in pairs (a power of two, or 0), the oldest pair's index, and how many there are. */
  readonly rings: Uint32Array;
  pairs: Float64Array;
  /** How many pairs of the array belong to rings. */
  taken: number;
}

const FIRST_CAPACITY = 4;
const FIRST_ROOM = 1024;

/** So many empty logs. */
export function createLogs(count: number): Logs {
  return {
    used: new Float64Array(count),
    rings: new Uint32Array(4 * count),
    pairs: new Float64Array(2 * FIRST_ROOM),
    taken: 0,
  };
}

/** Forgets what a log holds of `before` and earlier. @returns the costs of what is left. */
export function usedSince({ used, rings, pairs }: Logs, log: number, before: number): number {
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
}

/** Whether a log has to grow before another admission, unless it forgets some. */
export function isAtCapacity({ rings }: Logs, log: number): boolean {
  return rings[4 * log + 3] === rings[4 * log + 1];
}

/** Adds an admission. @returns the costs of all that the log holds. */
export function addTo(logs: Logs, log: number, t: number, cost: number): number {
  const { used, rings } = logs;
  const ring = 4 * log;
  const size = rings[ring + 3]!;
  if (isAtCapacity(logs, log)) grow(logs, ring);
  const at = 2 * (rings[ring]! + ((rings[ring + 2]! + size) & (rings[ring + 1]! - 1)));
  logs.pairs[at] = t;
  logs.pairs[at + 1] = cost;
  rings[ring + 3] = size + 1;
  return (used[log]! += cost);
}

/** The time of the admission with which the oldest must have left for the costs of the rest to be at most `units`. */
export function whenAtMost({ used, rings, pairs }: Logs, log: number, units: number): number {
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
}

function grow(logs: Logs, ring: number): void {
  const { rings } = logs;
  const start = rings[ring]!;
  const capacity = rings[ring + 1]!;
  const head = rings[ring + 2]!;
  const wider = Math.max(FIRST_CAPACITY, 2 * capacity);
  const to = take(logs, wider);
  const { pairs } = logs;
  for (let i = 0; i < capacity; i++) {
    const from = start + ((head + i) & (capacity - 1));
    pairs[2 * (to + i)] = pairs[2 * from]!;
    pairs[2 * (to + i) + 1] = pairs[2 * from + 1]!;
  }
  rings[ring] = to;
  rings[ring + 1] = wider;
  rings[ring + 2] = 0;
}

function take(logs: Logs, capacity: number): number {
  const start = logs.taken;
  logs.taken += capacity;
  if (2 * logs.taken > logs.pairs.length) {
    const wider = new Float64Array(Math.max(2 * logs.taken, 2 * logs.pairs.length));
    wider.set(logs.pairs);
    logs.pairs = wider;
  }
  return start;
}
