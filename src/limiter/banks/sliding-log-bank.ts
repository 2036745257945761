import { costOf, MANY, NONE, pairsOf, placesOf, type BankMaker } from './bank.js';
import { createLogs } from './logs.js';

/** The bank of `sliding-log`. */
export const slidingLogBank: BankMaker = (requests, specs, ledger) => {
  const { timestamp, category, flags, slots, costs } = requests;
  const { admittedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const { first, second } = pairsOf(requests);
  const logs = createLogs(size);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);

  const placeOf = (k: number, slot: number): number => base[k]! + slot;
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

  return {
    advance: () => undefined,
    pass(from, to) {
      for (let seq = from; seq < to; seq++) {
        const t = timestamp[seq]!;
        const kind = 4 * category[seq]! + flags[seq]!;
        const a = first[kind]!;
        if (a === NONE) continue;
        if (a === MANY) return seq;
        const atA = placeOf(a, slots[a]![seq]!);
        const costA = costs === undefined ? 1 : costOf(requests, a, seq);
        if (isFull(a, atA, t, costA)) return seq;
        const b = second[kind]!;
        if (b !== NONE) {
          const atB = placeOf(b, slots[b]![seq]!);
          const costB = costs === undefined ? 1 : costOf(requests, b, seq);
          if (isFull(b, atB, t, costB)) return seq;
          admit(b, atB, t, costB);
        }
        admit(a, atA, t, costA);
      }
      return to;
    },
    isFull: (k, slot, t, cost) => isFull(k, placeOf(k, slot), t, cost),
    next(k, slot, _, cost) {
      if (cost > limits[k]!) return Infinity;
      return logs.whenAtMost(placeOf(k, slot), limits[k]! - cost) + lengths[k]!;
    },
    admit(k, slot, t, cost) {
      admit(k, placeOf(k, slot), t, cost);
    },
    count(k, slot, t, units) {
      logs.add(placeOf(k, slot), t, units);
    },
    use: (k, slot, t) => usedAt(k, placeOf(k, slot), t),
  };
};
