import { mulDivFloor, mulMod } from '../../exact.js';
import { usedTokens } from '../token-bucket.js';
import { placesOf, type BankMaker } from './bank.js';

/** The bank of `token-bucket`. A counter is a theoretical arrival time: whole microseconds, and limit-ths of one. */
export const tokenBucketBank: BankMaker = (requests, specs, ledger) => {
  const { timestamp, category, flags, routes, routeStart, slots, costs } = requests;
  const { charges, admittedUnits, chargedUnits, most, busiest } = ledger;
  const { base, size } = placesOf(requests);
  const hasCosts = costs.some((column) => column !== undefined);
  const counters = new Float64Array(2 * size);
  for (let at = 0; at < counters.length; at += 2) counters[at] = -Infinity;
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const bursts = Float64Array.from(specs, ({ limit, burst = limit }) => burst);
  const timeOf = (k: number, units: number): number => mulDivFloor(units, lengths[k]!, limits[k]!);
  const partsOf = (k: number, units: number): number => mulMod(units, lengths[k]!, limits[k]!);
  const unitTime = Float64Array.from(specs, (_, k) => timeOf(k, 1));
  const unitParts = Float64Array.from(specs, (_, k) => partsOf(k, 1));
  const slackTime = Float64Array.from(specs, (_, k) => timeOf(k, bursts[k]! - 1));
  const slackParts = Float64Array.from(specs, (_, k) => partsOf(k, bursts[k]! - 1));

  const costOf = (k: number, seq: number): number => {
    if (!hasCosts) return 1;
    const cost = costs[k];
    return cost === undefined ? 1 : cost[seq]!;
  };
  const placeOf = (k: number, seq: number): number => 2 * (base[k]! + slots[k]![seq]!);

  /** When a cost conforms; the past where it has long done so. */
  const conformsAt = (k: number, at: number, cost: number): number => {
    if (cost === 1) {
      return counters[at]! - slackTime[k]! + (counters[at + 1]! > slackParts[k]! ? 1 : 0);
    }
    if (cost > Math.min(limits[k]!, bursts[k]!)) return Infinity;
    const slack = bursts[k]! - cost;
    return counters[at]! - timeOf(k, slack) + (counters[at + 1]! > partsOf(k, slack) ? 1 : 0);
  };
  const isFull = (k: number, at: number, t: number, cost: number): boolean =>
    conformsAt(k, at, cost) > t;
  const usedAt = (k: number, at: number, t: number): number =>
    usedTokens(counters[at]! - t, counters[at + 1]!, limits[k]!, lengths[k]!);
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
  const admit = (k: number, at: number, t: number, cost: number): void => {
    count(k, at, t, cost);
    admittedUnits[k]! += cost;
    const use = usedAt(k, at, t);
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
      const next = conformsAt(k, at, cost);
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
    use: (k, slot, t) => usedAt(k, 2 * (base[k]! + slot), t),
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
};
