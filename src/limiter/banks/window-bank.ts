import { epochAligned } from '../windows.js';
import type { LimiterSpec } from '../limiter.js';
import { costOf, MANY, NONE, pairsOf, placesOf } from './bank.js';
import type { Bank, BankMaker, Ledger, Requests } from './bank.js';

/** The bank of `fixed-window`. */
export const fixedWindowBank: BankMaker = (requests, specs, ledger) =>
  createWindowBank(requests, specs, ledger, false);

/** The bank of `fixed-window-anchored`. */
export const fixedWindowAnchoredBank: BankMaker = (requests, specs, ledger) =>
  createWindowBank(requests, specs, ledger, true);

/** A counter is a pair: the count, and the end of the window that it belongs to. */
function createWindowBank(
  requests: Requests,
  specs: readonly LimiterSpec[],
  ledger: Ledger,
  isAnchored: boolean,
): Bank {
  const { timestamp, category, flags, slots, costs } = requests;
  const { admittedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const { first, second } = pairsOf(requests);
  const counters = new Float64Array(2 * size).fill(-Infinity);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const windows = specs.map(
    ({ window, offset, windows: given }) => given ?? epochAligned(window, offset),
  );
  /** By limit: where the aligned window ends that is open; and the first of these ends. */
  const ends = new Float64Array(specs.length).fill(-Infinity);
  let firstEnd = isAnchored ? Infinity : -Infinity;

  const placeOf = (k: number, slot: number): number => 2 * (base[k]! + slot);
  const usedAt = (at: number, t: number): number => (t < counters[at + 1]! ? counters[at]! : 0);
  const setTo = (k: number, at: number, t: number, use: number): void => {
    if (t >= counters[at + 1]!) counters[at + 1] = isAnchored ? t + lengths[k]! : ends[k]!;
    counters[at] = use;
  };
  const admitTo = (k: number, at: number, t: number, use: number, cost: number): void => {
    setTo(k, at, t, use);
    admittedUnits[k]! += cost;
    if (use < most[k]!) return;
    most[k] = use;
    busiest[k] = at / 2 - base[k]!;
  };

  return {
    advance(t) {
      if (t < firstEnd) return;
      for (let k = 0; k < ends.length; k++) if (t >= ends[k]!) ends[k] = windows[k]!.endOf(t);
      firstEnd = Math.min(...ends);
    },
    pass(from, to) {
      const end = firstEnd;
      for (let seq = from; seq < to; seq++) {
        const t = timestamp[seq]!;
        if (t >= end) return seq;
        const kind = 4 * category[seq]! + flags[seq]!;
        const a = first[kind]!;
        if (a === NONE) continue;
        if (a === MANY) return seq;
        const atA = placeOf(a, slots[a]![seq]!);
        const costA = costs === undefined ? 1 : costOf(requests, a, seq);
        const useA = usedAt(atA, t) + costA;
        if (useA > limits[a]!) return seq;
        const b = second[kind]!;
        if (b !== NONE) {
          const atB = placeOf(b, slots[b]![seq]!);
          const costB = costs === undefined ? 1 : costOf(requests, b, seq);
          const useB = usedAt(atB, t) + costB;
          if (useB > limits[b]!) return seq;
          admitTo(b, atB, t, useB, costB);
        }
        admitTo(a, atA, t, useA, costA);
      }
      return to;
    },
    isFull: (k, slot, t, cost) => usedAt(placeOf(k, slot), t) + cost > limits[k]!,
    next: (k, slot, _, cost) => (cost > limits[k]! ? Infinity : counters[placeOf(k, slot) + 1]!),
    admit(k, slot, t, cost) {
      const at = placeOf(k, slot);
      admitTo(k, at, t, usedAt(at, t) + cost, cost);
    },
    count(k, slot, t, units) {
      const at = placeOf(k, slot);
      setTo(k, at, t, usedAt(at, t) + units);
    },
    use: (k, slot, t) => usedAt(placeOf(k, slot), t),
  };
}
