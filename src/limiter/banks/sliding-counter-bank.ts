import { mulDivCeil, productAtMost } from '../../exact.js';
import { largestLeft } from '../sliding-counter.js';
import { epochAligned } from '../windows.js';
import { costOf, log, loneLimitOf, MANY, NONE, pairsOf, placesOf } from './bank.js';
import type { BankMaker, Ledger, RefusalLog, Requests } from './bank.js';
import { createOpenWindows, openAt, type OpenWindows } from './open-windows.js';

interface Counters extends Ledger {
  readonly open: OpenWindows;
  readonly limits: Float64Array;
  readonly lengths: Float64Array;
  readonly base: Int32Array;
  /** Triples: the end of a window, its count and that of the window before. */
  readonly counters: Float64Array;
}

/** The bank of `sliding-counter`. */
export const slidingCounterBank: BankMaker = (requests, specs, ledger) => {
  const { base, size } = placesOf(requests);
  const counters = new Float64Array(3 * size);
  for (let at = 0; at < counters.length; at += 3) counters[at] = -Infinity;
  const open = createOpenWindows(specs.map(({ window, offset }) => epochAligned(window, offset)));
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const { admittedUnits, most, busiest } = ledger;
  const bank = { admittedUnits, most, busiest, open, limits, lengths, base, counters };
  const pairs = pairsOf(requests);
  const lone = loneLimitOf(requests);
  const { timestamp } = requests;

  const placeOf = (k: number, slot: number): number => 3 * (base[k]! + slot);
  return {
    advance(t) {
      openAt(open, t);
    },
    pass(from, to, refusals) {
      let seq = from;
      do {
        openAt(open, timestamp[seq]!);
        seq =
          lone === NONE
            ? passPairs(bank, requests, pairs, seq, to)
            : passLone(bank, requests, lone, seq, to, refusals);
      } while (seq < to && timestamp[seq]! >= open.firstEnd && refusals.count < refusals.room);
      return seq;
    },
    isFull: (k, slot, t, cost) => isFull(bank, k, placeOf(k, slot), t, cost),
    next: (k, slot, _, cost) => next(bank, k, placeOf(k, slot), cost),
    admit(k, slot, t, cost) {
      admit(bank, k, placeOf(k, slot), t, cost);
    },
    count(k, slot, _, units) {
      const at = placeOf(k, slot);
      roll(bank, k, at);
      counters[at + 1]! += units;
    },
    use(k, slot, t) {
      openAt(open, t);
      const at = placeOf(k, slot);
      roll(bank, k, at);
      return usedAt(bank, k, at, t);
    },
  };
};

/** Makes the window that is open a counter's own. */
function roll({ counters, open, lengths }: Counters, k: number, at: number): void {
  const end = open.ends[k]!;
  const was = counters[at]!;
  const isSame = Number(was === end);
  const current = counters[at + 1]!;
  counters[at] = end;
  counters[at + 1] = isSame * current;
  counters[at + 2] = isSame * counters[at + 2]! + Number(was === end - lengths[k]!) * current;
}

function isFull(bank: Counters, k: number, at: number, t: number, cost: number): boolean {
  roll(bank, k, at);
  const { counters } = bank;
  const spare = bank.limits[k]! - counters[at + 1]! - cost;
  const previous = counters[at + 2]!;
  if (previous <= spare) return false;
  return spare < 0 || !productAtMost(previous, counters[at]! - t, spare, bank.lengths[k]!);
}

function next(
  { counters, limits, lengths }: Counters,
  k: number,
  at: number,
  cost: number,
): number {
  const limit = limits[k]!;
  const window = lengths[k]!;
  if (cost > limit) return Infinity;
  const within = largestLeft(counters[at + 2]!, limit - counters[at + 1]! - cost, window);
  if (within >= 1) return counters[at]! - within;
  return counters[at]! + window - largestLeft(counters[at + 1]!, limit - cost, window);
}

/** What a rolled counter has in use at t. */
function usedAt({ counters, lengths }: Counters, k: number, at: number, t: number): number {
  return counters[at + 1]! + mulDivCeil(counters[at + 2]!, counters[at]! - t, lengths[k]!);
}

/** Counts an admission in a rolled counter. */
function admit(bank: Counters, k: number, at: number, t: number, cost: number): void {
  const { counters, admittedUnits, most, busiest } = bank;
  counters[at + 1]! += cost;
  admittedUnits[k]! += cost;
  if (counters[at + 1]! + counters[at + 2]! < most[k]!) return;
  const use = usedAt(bank, k, at, t);
  if (use < most[k]!) return;
  most[k] = use;
  busiest[k] = at / 3 - bank.base[k]!;
}

/** `pass` within the windows that are open, where requests may meet several limits. */
function passPairs(
  bank: Counters,
  requests: Requests,
  { first, second }: ReturnType<typeof pairsOf>,
  from: number,
  to: number,
): number {
  const { timestamp, category, flags, slots, costs } = requests;
  const { base } = bank;
  const end = bank.open.firstEnd;
  for (let seq = from; seq < to; seq++) {
    const t = timestamp[seq]!;
    if (t >= end) return seq;
    const kind = 4 * category[seq]! + flags[seq]!;
    const a = first[kind]!;
    if (a === NONE) continue;
    if (a === MANY) return seq;
    const atA = 3 * (base[a]! + slots[a]![seq]!);
    const costA = costs === undefined ? 1 : costOf(requests, a, seq);
    if (isFull(bank, a, atA, t, costA)) return seq;
    const b = second[kind]!;
    if (b !== NONE) {
      const atB = 3 * (base[b]! + slots[b]![seq]!);
      const costB = costs === undefined ? 1 : costOf(requests, b, seq);
      if (isFull(bank, b, atB, t, costB)) return seq;
      admit(bank, b, atB, t, costB);
    }
    admit(bank, a, atA, t, costA);
  }
  return to;
}

/** `pass` within the windows that are open, where every request takes 1 of limit k alone. */
function passLone(
  bank: Counters,
  { timestamp, slots }: Requests,
  k: number,
  from: number,
  to: number,
  refusals: RefusalLog,
): number {
  const { counters, admittedUnits, most, busiest } = bank;
  const slot = slots[k]!;
  const limit = bank.limits[k]!;
  const window = bank.lengths[k]!;
  const base = bank.base[k]!;
  const end = bank.open.ends[k]!;
  const before = refusals.count;
  let largest = most[k]!;
  let largestAt = busiest[k]!;
  let seq = from;
  for (; seq < to; seq++) {
    const t = timestamp[seq]!;
    if (t >= end) break;
    const place = slot[seq]!;
    const at = 3 * (base + place);
    const was = counters[at]!;
    const isSame = Number(was === end);
    const current = isSame * counters[at + 1]!;
    const previous = isSame * counters[at + 2]! + Number(was === end - window) * counters[at + 1]!;
    const spare = limit - current - 1;
    counters[at] = end;
    counters[at + 1] = current;
    counters[at + 2] = previous;
    if (previous > spare && (spare < 0 || !productAtMost(previous, end - t, spare, window))) {
      if (log(refusals, seq, k, next(bank, k, at, 1))) continue;
      seq++;
      break;
    }
    counters[at + 1] = current + 1;
    if (current + 1 + previous < largest) continue;
    const use = usedAt(bank, k, at, t);
    if (use < largest) continue;
    largest = use;
    largestAt = place;
  }
  admittedUnits[k]! += seq - from - (refusals.count - before);
  most[k] = largest;
  busiest[k] = largestAt;
  return seq;
}
