import { mulDivCeil, productAtMost } from '../../exact.js';
import { largestLeft } from '../sliding-counter.js';
import { epochAligned } from '../windows.js';
import { placesOf, type BankMaker } from './bank.js';

/** The bank of `sliding-counter`. A counter is three numbers: the end of its window, its count and that of the window before. */
export const slidingCounterBank: BankMaker = (requests, specs, ledger) => {
  const { timestamp, category, flags, routes, routeStart, slots, costs } = requests;
  const { charges, admittedUnits, chargedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const hasCosts = costs.some((column) => column !== undefined);
  const counters = new Float64Array(3 * size);
  for (let at = 0; at < counters.length; at += 3) counters[at] = -Infinity;
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const windows = specs.map(({ window, offset }) => epochAligned(window, offset));
  const currentEnd = new Float64Array(specs.length).fill(-Infinity);

  const costOf = (k: number, seq: number): number => {
    if (!hasCosts) return 1;
    const cost = costs[k];
    return cost === undefined ? 1 : cost[seq]!;
  };
  const placeOf = (k: number, seq: number): number => 3 * (base[k]! + slots[k]![seq]!);

  const roll = (k: number, at: number, t: number): void => {
    if (t < counters[at]!) return;
    const window = lengths[k]!;
    if (t >= currentEnd[k]!) currentEnd[k] = windows[k]!.endOf(t);
    const end = currentEnd[k]!;
    counters[at + 2] = end === counters[at]! + window ? counters[at + 1]! : 0;
    counters[at + 1] = 0;
    counters[at] = end;
  };
  const isFull = (k: number, at: number, t: number, cost: number): boolean => {
    roll(k, at, t);
    const spare = limits[k]! - counters[at + 1]! - cost;
    const previous = counters[at + 2]!;
    if (spare < 0 || previous === 0) return spare < 0;
    return !productAtMost(previous, counters[at]! - t, spare, lengths[k]!);
  };
  const usedAt = (k: number, at: number, t: number): number => {
    roll(k, at, t);
    return counters[at + 1]! + mulDivCeil(counters[at + 2]!, counters[at]! - t, lengths[k]!);
  };
  const count = (k: number, at: number, t: number, cost: number): void => {
    roll(k, at, t);
    counters[at + 1]! += cost;
  };
  const nextOf = (k: number, at: number, cost: number): number => {
    const window = lengths[k]!;
    if (cost > limits[k]!) return Infinity;
    const within = largestLeft(counters[at + 2]!, limits[k]! - counters[at + 1]! - cost, window);
    if (within >= 1) return counters[at]! - within;
    return counters[at]! + window - largestLeft(counters[at + 1]!, limits[k]! - cost, window);
  };
  const admit = (k: number, at: number, t: number, cost: number): void => {
    count(k, at, t, cost);
    admittedUnits[k]! += cost;
    if (counters[at + 1]! + counters[at + 2]! < most[k]!) return;
    const use = usedAt(k, at, t);
    if (use < most[k]!) return;
    most[k] = use;
    busiest[k] = at / 3 - base[k]!;
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
      const next = nextOf(k, at, cost);
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
    use: (k, slot, t) => usedAt(k, 3 * (base[k]! + slot), t),
    preload(k, slot, t, units) {
      count(k, 3 * (base[k]! + slot), t, units);
    },
    play(from, to) {
      for (let seq = from; seq < to; seq++) {
        const t = timestamp[seq]!;
        const kind = 4 * category[seq]! + flags[seq]!;
        const first = routeStart[kind]!;
        const last = routeStart[kind + 1]!;
        if (first === last) continue;
        const a = routes[first]!;
        const atA = 3 * (base[a]! + slots[a]![seq]!);
        const costA = hasCosts ? costOf(a, seq) : 1;
        let isRefused = isFull(a, atA, t, costA);
        if (last - first === 1) {
          if (!isRefused) admit(a, atA, t, costA);
        } else {
          const b = routes[first + 1]!;
          const atB = 3 * (base[b]! + slots[b]![seq]!);
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
};
