import type { LimiterSpec } from '../limiter.js';
import { epochAligned } from '../windows.js';
import { costOf, loneLimitOf, MANY, NONE, pairsOf, placesOf } from './bank.js';
import type { Bank, BankMaker, Ledger, RefusalLog, Requests } from './bank.js';
import { createOpenWindows, openAt, type OpenWindows } from './open-windows.js';

/** The bank of `fixed-window`. */
export const fixedWindowBank: BankMaker = (requests, specs, ledger) =>
  createWindowBank(requests, specs, ledger, false);

/** The bank of `fixed-window-anchored`. */
export const fixedWindowAnchoredBank: BankMaker = (requests, specs, ledger) =>
  createWindowBank(requests, specs, ledger, true);

/** The end of a window that was never open; finite, so that 0 times it is 0. */
const NEVER = -Number.MAX_VALUE;

/**
 * Counters of windows. Whether a counter's window is open is as good as random, and a branch that no processor
 * foresees takes longer than all the rest of a request: the loops multiply by 0 or 1 instead.
 */
interface Counters extends Ledger {
  readonly isAnchored: boolean;
  readonly open: OpenWindows;
  readonly limits: Float64Array;
  readonly lengths: Float64Array;
  readonly base: Int32Array;
  /** Pairs: the count, and the end of the window that it belongs to. */
  readonly counters: Float64Array;
}

function createWindowBank(
  requests: Requests,
  specs: readonly LimiterSpec[],
  ledger: Ledger,
  isAnchored: boolean,
): Bank {
  const { base, size } = placesOf(requests);
  const counters = new Float64Array(2 * size);
  for (let at = 1; at < counters.length; at += 2) counters[at] = NEVER;
  const open = createOpenWindows(
    specs.map(({ window, offset, windows }) => windows ?? epochAligned(window, offset)),
  );
  if (isAnchored) open.firstEnd = Infinity;
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const { admittedUnits, most, busiest } = ledger;
  const bank = { admittedUnits, most, busiest, isAnchored, open, limits, lengths, base, counters };
  const pairs = pairsOf(requests);
  const lone = loneLimitOf(requests);
  const { timestamp } = requests;

  const placeOf = (k: number, slot: number): number => 2 * (base[k]! + slot);
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
    isFull: (k, slot, t, cost) => usedAt(bank, placeOf(k, slot), t) + cost > limits[k]!,
    next: (k, slot, _, cost) => (cost > limits[k]! ? Infinity : counters[placeOf(k, slot) + 1]!),
    admit(k, slot, t, cost) {
      const at = placeOf(k, slot);
      admitTo(bank, k, at, t, usedAt(bank, at, t) + cost, cost);
    },
    count(k, slot, t, units) {
      const at = placeOf(k, slot);
      setTo(bank, k, at, t, usedAt(bank, at, t) + units);
    },
    use: (k, slot, t) => usedAt(bank, placeOf(k, slot), t),
  };
}

function usedAt({ counters }: Counters, at: number, t: number): number {
  return counters[at]! * Number(t < counters[at + 1]!);
}

function setTo(bank: Counters, k: number, at: number, t: number, use: number): void {
  const { counters, open, lengths, isAnchored } = bank;
  const end = counters[at + 1]!;
  const isOpen = Number(t < end);
  counters[at] = use;
  counters[at + 1] = isOpen * end + (1 - isOpen) * (isAnchored ? t + lengths[k]! : open.ends[k]!);
}

function admitTo(
  bank: Counters,
  k: number,
  at: number,
  t: number,
  use: number,
  cost: number,
): void {
  const { admittedUnits, most, busiest } = bank;
  setTo(bank, k, at, t, use);
  admittedUnits[k]! += cost;
  if (use < most[k]!) return;
  most[k] = use;
  busiest[k] = at / 2 - bank.base[k]!;
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
  const { base, limits } = bank;
  const end = bank.open.firstEnd;
  for (let seq = from; seq < to; seq++) {
    const t = timestamp[seq]!;
    if (t >= end) return seq;
    const kind = 4 * category[seq]! + flags[seq]!;
    const a = first[kind]!;
    if (a === NONE) continue;
    if (a === MANY) return seq;
    const atA = 2 * (base[a]! + slots[a]![seq]!);
    const costA = costs === undefined ? 1 : costOf(requests, a, seq);
    const useA = usedAt(bank, atA, t) + costA;
    if (useA > limits[a]!) return seq;
    const b = second[kind]!;
    if (b !== NONE) {
      const atB = 2 * (base[b]! + slots[b]![seq]!);
      const costB = costs === undefined ? 1 : costOf(requests, b, seq);
      const useB = usedAt(bank, atB, t) + costB;
      if (useB > limits[b]!) return seq;
      admitTo(bank, b, atB, t, useB, costB);
    }
    admitTo(bank, a, atA, t, useA, costA);
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
  const { counters, isAnchored, open, admittedUnits, most, busiest } = bank;
  const slot = slots[k]!;
  const limit = bank.limits[k]!;
  const length = bank.lengths[k]!;
  const base = bank.base[k]!;
  const end = isAnchored ? Infinity : open.ends[k]!;
  const before = refusals.count;
  let count = before;
  let largest = most[k]!;
  let largestAt = busiest[k]!;
  let seq = from;
  for (; seq < to; seq++) {
    const t = timestamp[seq]!;
    if (t >= end) break;
    const place = slot[seq]!;
    const at = 2 * (base + place);
    const closes = counters[at + 1]!;
    const isOpen = Number(t < closes);
    const use = counters[at]! * isOpen + 1;
    if (use > limit) {
      refusals.seq[count] = seq;
      refusals.limit[count] = k;
      refusals.reset[count] = limit < 1 ? Infinity : closes;
      if (++count < refusals.room) continue;
      seq++;
      break;
    }
    counters[at] = use;
    counters[at + 1] = isOpen * closes + (1 - isOpen) * (isAnchored ? t + length : end);
    if (use >= largest) {
      largest = use;
      largestAt = place;
    }
  }
  refusals.count = count;
  admittedUnits[k]! += seq - from - (count - before);
  most[k] = largest;
  busiest[k] = largestAt;
  return seq;
}
