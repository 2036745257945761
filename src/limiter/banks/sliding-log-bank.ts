import { placesOf, type BankMaker } from './bank.js';
import { createLogs } from './logs.js';

/** The bank of `sliding-log`. */
export const slidingLogBank: BankMaker = (requests, specs, ledger) => {
  const { timestamp, category, flags, routes, routeStart, slots, costs } = requests;
  const { charges, admittedUnits, chargedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const hasCosts = costs.some((column) => column !== undefined);
  const logs = createLogs(size);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);

  const costOf = (k: number, seq: number): number => {
    if (!hasCosts) return 1;
    const cost = costs[k];
    return cost === undefined ? 1 : cost[seq]!;
  };
  const placeOf = (k: number, seq: number): number => base[k]! + slots[k]![seq]!;

  const usedAt = (k: number, at: number, t: number): number => logs.usedSince(at, t - lengths[k]!);
  const isFull = (k: number, at: number, t: number, cost: number): boolean =>
    usedAt(k, at, t) + cost > limits[k]!;
  const admit = (k: number, at: number, t: number, cost: number): void => {
    const use = logs.add(at, t, cost);
    admittedUnits[k]! += cost;
    if (use < most[k]!) return;
    most[k] = use;
    busiest[k] = at - base[k]!;
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
        logs.add(at, t, cost);
        chargedUnits[k]! += cost;
        continue;
      }
      const next =
        cost > limits[k]! ? Infinity : logs.whenAtMost(at, limits[k]! - cost) + lengths[k]!;
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
    use: (k, slot, t) => usedAt(k, base[k]! + slot, t),
    preload(k, slot, t, units) {
      logs.add(base[k]! + slot, t, units);
    },
    play(from, to) {
      for (let seq = from; seq < to; seq++) {
        const t = timestamp[seq]!;
        const kind = 4 * category[seq]! + flags[seq]!;
        const first = routeStart[kind]!;
        const last = routeStart[kind + 1]!;
        if (first === last) continue;
        const a = routes[first]!;
        const atA = base[a]! + slots[a]![seq]!;
        const costA = hasCosts ? costOf(a, seq) : 1;
        let isRefused = isFull(a, atA, t, costA);
        if (last - first === 1) {
          if (!isRefused) admit(a, atA, t, costA);
        } else {
          const b = routes[first + 1]!;
          const atB = base[b]! + slots[b]![seq]!;
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
