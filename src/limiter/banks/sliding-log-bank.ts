import { costOf, log, loneLimitOf, MANY, NONE, pairsOf, placesOf } from './bank.js';
import type { BankMaker, Ledger, RefusalLog, Requests } from './bank.js';
import { addTo, createLogs, isAtCapacity, usedSince, whenAtMost, type Logs } from './logs.js';

interface Counters extends Ledger {
  readonly limits: Float64Array;
  readonly lengths: Float64Array;
  readonly base: Int32Array;
  readonly logs: Logs;
}

/** The bank of `sliding-log`. */
export const slidingLogBank: BankMaker = (requests, specs, ledger) => {
  const { base, size } = placesOf(requests);
  const logs = createLogs(size);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const { admittedUnits, most, busiest } = ledger;
  const bank = { admittedUnits, most, busiest, limits, lengths, base, logs };
  const pairs = pairsOf(requests);
  const lone = loneLimitOf(requests);

  const placeOf = (k: number, slot: number): number => base[k]! + slot;
  return {
    advance: () => undefined,
    pass: (from, to, refusals) =>
      lone === NONE
        ? passPairs(bank, requests, pairs, from, to)
        : passLone(bank, requests, lone, from, to, refusals),
    isFull: (k, slot, t, cost) => isFull(bank, k, placeOf(k, slot), t, cost),
    next: (k, slot, _, cost) => next(bank, k, placeOf(k, slot), cost),
    admit(k, slot, t, cost) {
      admit(bank, k, placeOf(k, slot), t, cost);
    },
    count(k, slot, t, units) {
      addTo(logs, placeOf(k, slot), t, units);
    },
    use: (k, slot, t) => usedSince(logs, placeOf(k, slot), t - lengths[k]!),
  };
};

function isFull(bank: Counters, k: number, at: number, t: number, cost: number): boolean {
  return usedSince(bank.logs, at, t - bank.lengths[k]!) + cost > bank.limits[k]!;
}

function next({ logs, limits, lengths }: Counters, k: number, at: number, cost: number): number {
  if (cost > limits[k]!) return Infinity;
  return whenAtMost(logs, at, limits[k]! - cost) + lengths[k]!;
}

function admit(bank: Counters, k: number, at: number, t: number, cost: number): void {
  const { admittedUnits, most, busiest } = bank;
  const use = addTo(bank.logs, at, t, cost);
  admittedUnits[k]! += cost;
  if (use < most[k]!) return;
  most[k] = use;
  busiest[k] = at - bank.base[k]!;
}

/** `pass` where requests may meet several limits. */
function passPairs(
  bank: Counters,
  requests: Requests,
  { first, second }: ReturnType<typeof pairsOf>,
  from: number,
  to: number,
): number {
  const { timestamp, category, flags, slots, costs } = requests;
  const { base } = bank;
  for (let seq = from; seq < to; seq++) {
    const t = timestamp[seq]!;
    const kind = 4 * category[seq]! + flags[seq]!;
    const a = first[kind]!;
    if (a === NONE) continue;
    if (a === MANY) return seq;
    const atA = base[a]! + slots[a]![seq]!;
    const costA = costs === undefined ? 1 : costOf(requests, a, seq);
    if (isFull(bank, a, atA, t, costA)) return seq;
    const b = second[kind]!;
    if (b !== NONE) {
      const atB = base[b]! + slots[b]![seq]!;
      const costB = costs === undefined ? 1 : costOf(requests, b, seq);
      if (isFull(bank, b, atB, t, costB)) return seq;
      admit(bank, b, atB, t, costB);
    }
    admit(bank, a, atA, t, costA);
  }
  return to;
}

/**
 * `pass` where every request takes 1 of limit k alone. A log holds at least what is in use: it is only cleared of
 * what has left the window where that may make the difference, or where it would have to grow.
 */
function passLone(
  bank: Counters,
  { timestamp, slots }: Requests,
  k: number,
  from: number,
  to: number,
  refusals: RefusalLog,
): number {
  const { logs, admittedUnits, most, busiest } = bank;
  const { used } = logs;
  const slot = slots[k]!;
  const limit = bank.limits[k]!;
  const window = bank.lengths[k]!;
  const base = bank.base[k]!;
  const before = refusals.count;
  let largest = most[k]!;
  let largestAt = busiest[k]!;
  let seq = from;
  for (; seq < to; seq++) {
    const t = timestamp[seq]!;
    const place = slot[seq]!;
    const at = base + place;
    let use = used[at]! + 1;
    if (use >= largest || use > limit || isAtCapacity(logs, at)) {
      use = usedSince(logs, at, t - window) + 1;
      if (use > limit) {
        if (log(refusals, seq, k, next(bank, k, at, 1))) continue;
        seq++;
        break;
      }
    }
    addTo(logs, at, t, 1);
    if (use < largest) continue;
    largest = use;
    largestAt = place;
  }
  admittedUnits[k]! += seq - from - (refusals.count - before);
  most[k] = largest;
  busiest[k] = largestAt;
  return seq;
}
