import { mulDivFloor, mulMod } from '../../exact.js';
import { usedTokens } from '../token-bucket.js';
import { costOf, MANY, NONE, pairsOf, placesOf, type BankMaker } from './bank.js';

/** The bank of `token-bucket`. A counter is a theoretical arrival time: whole microseconds, and limit-ths of one. */
export const tokenBucketBank: BankMaker = (requests, specs, ledger) => {
  const { timestamp, category, flags, slots, costs } = requests;
  const { admittedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const { first, second } = pairsOf(requests);
  const counters = new Float64Array(2 * size).fill(-Infinity);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const bursts = Float64Array.from(specs, ({ limit, burst = limit }) => burst);
  const timeOf = (k: number, units: number): number => mulDivFloor(units, lengths[k]!, limits[k]!);
  const partsOf = (k: number, units: number): number => mulMod(units, lengths[k]!, limits[k]!);
  const unitTime = Float64Array.from(specs, (_, k) => timeOf(k, 1));
  const unitParts = Float64Array.from(specs, (_, k) => partsOf(k, 1));
  const slackTime = Float64Array.from(specs, (_, k) => timeOf(k, bursts[k]! - 1));
  const slackParts = Float64Array.from(specs, (_, k) => partsOf(k, bursts[k]! - 1));

  const placeOf = (k: number, slot: number): number => 2 * (base[k]! + slot);
  /** When a cost conforms; the past where it has long done so. */
  const conformsAt = (k: number, at: number, cost: number): number => {
    if (cost === 1) {
      return counters[at]! - slackTime[k]! + (counters[at + 1]! > slackParts[k]! ? 1 : 0);
    }
    if (cost > Math.min(limits[k]!, bursts[k]!)) return Infinity;
    const slack = bursts[k]! - cost;
    return counters[at]! - timeOf(k, slack) + (counters[at + 1]! > partsOf(k, slack) ? 1 : 0);
  };
  const count = (k: number, at: number, t: number, cost: number): void => {
    const isIdle = counters[at]! < t;
    let time = (isIdle ? t : counters[at]!) + (cost === 1 ? unitTime[k]! : timeOf(k, cost));
    let parts = (isIdle ? 0 : counters[at + 1]!) + (cost === 1 ? unitParts[k]! : partsOf(k, cost));
    if (parts >= limits[k]!) {
      parts -= limits[k]!;
      time++;
    }
    counters[at] = time;
    counters[at + 1] = parts;
  };
  const usedAt = (k: number, at: number, t: number): number =>
    usedTokens(counters[at]! - t, counters[at + 1]!, limits[k]!, lengths[k]!);
  const admit = (k: number, at: number, t: number, cost: number): void => {
    count(k, at, t, cost);
    admittedUnits[k]! += cost;
    const use = usedAt(k, at, t);
    if (use < most[k]!) return;
    most[k] = use;
    busiest[k] = at / 2 - base[k]!;
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
        if (conformsAt(a, atA, costA) > t) return seq;
        const b = second[kind]!;
        if (b !== NONE) {
          const atB = placeOf(b, slots[b]![seq]!);
          const costB = costs === undefined ? 1 : costOf(requests, b, seq);
          if (conformsAt(b, atB, costB) > t) return seq;
          admit(b, atB, t, costB);
        }
        admit(a, atA, t, costA);
      }
      return to;
    },
    isFull: (k, slot, t, cost) => conformsAt(k, placeOf(k, slot), cost) > t,
    next: (k, slot, _, cost) => conformsAt(k, placeOf(k, slot), cost),
    admit(k, slot, t, cost) {
      admit(k, placeOf(k, slot), t, cost);
    },
    count(k, slot, t, units) {
      count(k, placeOf(k, slot), t, units);
    },
    use: (k, slot, t) => usedAt(k, placeOf(k, slot), t),
  };
};
