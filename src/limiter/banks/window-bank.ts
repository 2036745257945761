import { epochAligned } from '../windows.js';
import type { LimiterSpec } from '../limiter.js';
import { placesOf, type Bank, type BankMaker, type Ledger, type Requests } from './bank.js';

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
  const { timestamp, category, flags, routes, routeStart, slots, costs } = requests;
  const { charges, admittedUnits, chargedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const counters = new Float64Array(2 * size).fill(-Infinity);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const windows = specs.map(
    ({ window, offset, windows: given }) => given ?? epochAligned(window, offset),
  );
  const currentEnd = new Float64Array(specs.length).fill(-Infinity);

  const hasCosts = costs.some((c) => c !== undefined);
  const costOf = (k: number, seq: number): number => {
    if (!hasCosts) return 1;
    const cost = costs[k];
    return cost === undefined ? 1 : cost[seq]!;
  };
  const placeOf = (k: number, seq: number): number => 2 * (base[k]! + slots[k]![seq]!);
  const usedAt = (at: number, t: number): number => (t < counters[at + 1]! ? counters[at]! : 0);
  const isFull = (k: number, at: number, t: number, cost: number): boolean =>
    usedAt(at, t) + cost > limits[k]!;

  const count = (k: number, at: number, t: number, cost: number): number => {
    if (t < counters[at + 1]!) return (counters[at]! += cost);
    if (isAnchored) {
      counters[at + 1] = t + lengths[k]!;
    } else {
      if (t >= currentEnd[k]!) currentEnd[k] = windows[k]!.endOf(t);
      counters[at + 1] = currentEnd[k]!;
    }
    return (counters[at] = cost);
  };
  const admit = (k: number, at: number, t: number, cost: number): void => {
    const use = count(k, at, t, cost);
    admittedUnits[k]! += cost;
    if (use < most[k]!) return;
    most[k] = use;
    busiest[k] = at / 2 - base[k]!;
  };

  const refuse = (seq: number, t: number, first: number, last: number): boolean => {
    let binding = -1;
    let reset = -Infinity;
    for (let r = first; r < last; r++) {
      const k = routes[r]!;
      const at = placeOf(k, seq);
      const cost = costOf(k, seq);
      if (!isFull(k, at, t, cost)) {
        if (!charges) continue;
        count(k, at, t, cost);
        chargedUnits[k]! += cost;
        continue;
      }
      const next = cost > limits[k]! ? Infinity : counters[at + 1]!;
      if (next <= reset) continue;
      reset = next;
      binding = k;
    }
    return ledger.refused(seq, binding, reset);
  };
  const someFull = (seq: number, t: number, first: number, last: number): boolean => {
    for (let r = first; r < last; r++) {
      const k = routes[r]!;
      if (isFull(k, placeOf(k, seq), t, costOf(k, seq))) return true;
    }
    return false;
  };
  const admitAll = (seq: number, t: number, first: number, last: number): void => {
    for (let r = first; r < last; r++) {
      const k = routes[r]!;
      admit(k, placeOf(k, seq), t, costOf(k, seq));
    }
  };

  return {
    use: (k, slot, t) => usedAt(2 * (base[k]! + slot), t),
    preload(k, slot, t, units) {
      count(k, 2 * (base[k]! + slot), t, units);
    },
    play(from, to) {
      for (let seq = from; seq < to; seq++) {
        const t = timestamp[seq]!;
        const kind = 4 * category[seq]! + flags[seq]!;
        const first = routeStart[kind]!;
        const last = routeStart[kind + 1]!;
        if (first === last) continue;
        const a = routes[first]!;
        const atA = 2 * (base[a]! + slots[a]![seq]!);
        const costA = hasCosts ? costOf(a, seq) : 1;
        let isRefused = isFull(a, atA, t, costA);
        if (last - first === 1) {
          if (!isRefused) admit(a, atA, t, costA);
        } else {
          const b = routes[first + 1]!;
          const atB = 2 * (base[b]! + slots[b]![seq]!);
          const costB = hasCosts ? costOf(b, seq) : 1;
          isRefused ||= isFull(b, atB, t, costB);
          if (last - first > 2) isRefused ||= someFull(seq, t, first + 2, last);
          if (!isRefused) {
            admit(a, atA, t, costA);
            admit(b, atB, t, costB);
            if (last - first > 2) admitAll(seq, t, first + 2, last);
          }
        }
        if (isRefused && !refuse(seq, t, first, last)) return seq;
      }
      return to;
    },
  };
}
