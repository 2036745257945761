import { costOf, type Bank, type Requests } from './bank.js';

/** What is done with refused requests. */
export interface Refusals {
  /** By limit: units counted for refused requests by those of their limits that had room; absent where they do not count. */
  readonly chargedUnits: Float64Array | undefined;
  /**
   * Request `seq` was refused.
   * @param binding of its limits without room, the one whose next instant with room is the latest; of several, the first.
   * @param reset that instant; Infinity if there is never room.
   * @returns whether to go on.
   */
  refused(seq: number, binding: number, reset: number): boolean;
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
  for (let seq = bank.pass(from, to); seq < to; seq = bank.pass(seq + 1, to)) {
    if (!decide(bank, requests, refusals, seq)) return;
  }
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
