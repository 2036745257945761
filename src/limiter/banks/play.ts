import { costOf, type Bank, type RefusalLog, type Requests } from './bank.js';

const MOST_PENDING = 1024;

/** What is done with refused requests. */
export interface Refusals {
  /** By limit: units counted for refused requests by those of their limits that had room; absent where they do not count. */
  readonly chargedUnits: Float64Array | undefined;
  /** Those that `refused` was not told of yet. */
  readonly pending: RefusalLog;
  /**
   * Request `seq` was refused.
   * @param binding of its limits without room, the one whose next instant with room is the latest; of several, the first.
   * @param reset that instant; Infinity if there is never room.
   * @returns whether to go on.
   */
  refused(seq: number, binding: number, reset: number): boolean;
}

/**
 * An empty log of refusals. It holds 1, 2, 4 … and so on, so that little is read beyond the first refusal for one
 * who then stops, and telling costs little in the long run.
 */
export function createRefusalLog(): RefusalLog {
  return {
    seq: new Uint32Array(MOST_PENDING),
    limit: new Uint16Array(MOST_PENDING),
    reset: new Float64Array(MOST_PENDING),
    count: 0,
    room: 1,
  };
}

/**
 * Decides the requests `from` to `to − 1`, each at its timestamp. Every request must be decided once, in order.
 */
export function play(
  bank: Bank,
  requests: Requests,
  refusals: Refusals,
  from: number,
  to: number,
): void {
  let seq = from;
  while (seq < to) {
    seq = bank.pass(seq, to, refusals.pending);
    if (!tell(refusals)) return;
    if (seq < to && !decide(bank, requests, refusals, seq++)) return;
  }
}

/** Tells of the refusals of a log, and empties it. @returns whether to go on. */
function tell(refusals: Refusals): boolean {
  const { pending } = refusals;
  const { seq, limit, reset, count } = pending;
  if (count === pending.room) pending.room = Math.min(2 * count, MOST_PENDING);
  pending.count = 0;
  for (let i = 0; i < count; i++) {
    if (!refusals.refused(seq[i]!, limit[i]!, reset[i]!)) return false;
  }
  return true;
}

/** Decides one request. @returns whether to go on. */
function decide(bank: Bank, requests: Requests, refusals: Refusals, seq: number): boolean {
  const { timestamp, category, flags, routes, slots } = requests;
  const t = timestamp[seq]!;
  const route = routes[4 * category[seq]! + flags[seq]!]!;
  let binding = -1;
  let reset = -Infinity;
  bank.advance(t);
  for (const k of route) {
    const slot = slots[k]![seq]!;
    const cost = costOf(requests, k, seq);
    if (!bank.isFull(k, slot, t, cost)) continue;
    const next = bank.next(k, slot, t, cost);
    if (next <= reset) continue;
    reset = next;
    binding = k;
  }
  if (binding !== -1) {
    if (refusals.chargedUnits) charge(bank, requests, refusals.chargedUnits, seq, route);
    return refusals.refused(seq, binding, reset);
  }
  for (const k of route) bank.admit(k, slots[k]![seq]!, t, costOf(requests, k, seq));
  return true;
}

function charge(
  bank: Bank,
  requests: Requests,
  chargedUnits: Float64Array,
  seq: number,
  route: Uint16Array,
): void {
  const t = requests.timestamp[seq]!;
  for (const k of route) {
    const slot = requests.slots[k]![seq]!;
    const cost = costOf(requests, k, seq);
    if (bank.isFull(k, slot, t, cost)) continue;
    bank.count(k, slot, t, cost);
    chargedUnits[k]! += cost;
  }
}
