import { mulDivCeil, productAtMost } from '../../exact.js';
import { largestLeft } from '../sliding-counter.js';
import { epochAligned } from '../windows.js';
import { costOf, MANY, NONE, pairsOf, placesOf, type BankMaker } from './bank.js';

/** The bank of `sliding-counter`. A counter is three numbers: the end of its window, its count and that of the window before. */
export const slidingCounterBank: BankMaker = (requests, specs, ledger) => {
  const { timestamp, category, flags, slots, costs } = requests;
  const { admittedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const { first, second } = pairsOf(requests);
  const counters = new Float64Array(3 * size).fill(-Infinity);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const windows = specs.map(({ window, offset }) => epochAligned(window, offset));
  /** By limit: where the aligned window ends that is open; and the first of these ends. */
  const ends = new Float64Array(specs.length).fill(-Infinity);
  let firstEnd = -Infinity;

  const placeOf = (k: number, slot: number): number => 3 * (base[k]! + slot);
  const roll = (k: number, at: number): void => {
    const end = ends[k]!;
    if (counters[at] === end) return;
    const window = lengths[k]!;
    counters[at + 2] = counters[at] === end - window ? counters[at + 1]! : 0;
    counters[at + 1] = 0;
    counters[at] = end;
  };
  const isFull = (k: number, at: number, t: number, cost: number): boolean => {
    roll(k, at);
    const spare = limits[k]! - counters[at + 1]! - cost;
    const previous = counters[at + 2]!;
    if (previous <= spare) return false;
    return spare < 0 || !productAtMost(previous, counters[at]! - t, spare, lengths[k]!);
  };
  const usedAt = (k: number, at: number, t: number): number => {
    roll(k, at);
    return counters[at + 1]! + mulDivCeil(counters[at + 2]!, counters[at]! - t, lengths[k]!);
  };
  const admit = (k: number, at: number, t: number, cost: number): void => {
    counters[at + 1]! += cost;
    admittedUnits[k]! += cost;
    if (counters[at + 1]! + counters[at + 2]! < most[k]!) return;
    const use = usedAt(k, at, t);
    if (use < most[k]!) return;
    most[k] = use;
    busiest[k] = at / 3 - base[k]!;
  };
  const advance = (t: number): void => {
    if (t < firstEnd) return;
    for (let k = 0; k < ends.length; k++) if (t >= ends[k]!) ends[k] = windows[k]!.endOf(t);
    firstEnd = Math.min(...ends);
  };

  return {
    advance,
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
      const at = placeOf(k, slot);
      const window = lengths[k]!;
      if (cost > limits[k]!) return Infinity;
      const spare = limits[k]! - counters[at + 1]! - cost;
      const within = largestLeft(counters[at + 2]!, spare, window);
      if (within >= 1) return counters[at]! - within;
      return counters[at]! + window - largestLeft(counters[at + 1]!, limits[k]! - cost, window);
    },
    admit(k, slot, t, cost) {
      admit(k, placeOf(k, slot), t, cost);
    },
    count(k, slot, _, units) {
      const at = placeOf(k, slot);
      roll(k, at);
      counters[at + 1]! += units;
    },
    use(k, slot, t) {
      advance(t);
      return usedAt(k, placeOf(k, slot), t);
    },
  };
};
