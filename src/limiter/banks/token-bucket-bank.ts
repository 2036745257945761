import { mulDivFloor, mulMod } from '../../exact.js';
import { usedTokens } from '../token-bucket.js';
import { costOf, loneLimitOf, MANY, NONE, pairsOf, placesOf } from './bank.js';
import type { BankMaker, Ledger, RefusalLog, Requests } from './bank.js';

interface Buckets extends Ledger {
  readonly limits: Float64Array;
  readonly lengths: Float64Array;
  readonly bursts: Float64Array;
  /** By limit: what one unit, and all units but one of a full bucket, take to refill; whole microseconds and limit-ths of one. */
  readonly unitTime: Float64Array;
  readonly unitParts: Float64Array;
  readonly slackTime: Float64Array;
  readonly slackParts: Float64Array;
  readonly base: Int32Array;
  /** Pairs, theoretical arrival times: whole microseconds, and limit-ths of one. */
  readonly counters: Float64Array;
}

/** The bank of `token-bucket`. */
export const tokenBucketBank: BankMaker = (requests, specs, ledger) => {
  const { base, size } = placesOf(requests);
  const limits = Float64Array.from(specs, ({ limit }) => limit);
  const lengths = Float64Array.from(specs, ({ window }) => window);
  const bursts = Float64Array.from(specs, ({ limit, burst = limit }) => burst);
  const { admittedUnits, most, busiest } = ledger;
  const buckets: Buckets = {
    admittedUnits,
    most,
    busiest,
    limits,
    lengths,
    bursts,
    unitTime: limits.map((limit, k) => mulDivFloor(1, lengths[k]!, limit)),
    unitParts: limits.map((limit, k) => mulMod(1, lengths[k]!, limit)),
    slackTime: limits.map((limit, k) => mulDivFloor(bursts[k]! - 1, lengths[k]!, limit)),
    slackParts: limits.map((limit, k) => mulMod(bursts[k]! - 1, lengths[k]!, limit)),
    base,
    counters: new Float64Array(2 * size).fill(-Number.MAX_VALUE),
  };
  const pairs = pairsOf(requests);
  const lone = loneLimitOf(requests);

  const placeOf = (k: number, slot: number): number => 2 * (base[k]! + slot);
  return {
    advance: () => undefined,
    pass: (from, to, refusals) =>
      lone === NONE
        ? passPairs(buckets, requests, pairs, from, to)
        : passLone(buckets, requests, lone, from, to, refusals),
    isFull: (k, slot, t, cost) => conformsAt(buckets, k, placeOf(k, slot), cost) > t,
    next: (k, slot, _, cost) => conformsAt(buckets, k, placeOf(k, slot), cost),
    admit(k, slot, t, cost) {
      admit(buckets, k, placeOf(k, slot), t, cost);
    },
    count(k, slot, t, units) {
      count(buckets, k, placeOf(k, slot), t, units);
    },
    use: (k, slot, t) => usedAt(buckets, k, placeOf(k, slot), t),
  };
};

function timeOf({ limits, lengths }: Buckets, k: number, units: number): number {
  return mulDivFloor(units, lengths[k]!, limits[k]!);
}

function partsOf({ limits, lengths }: Buckets, k: number, units: number): number {
  return mulMod(units, lengths[k]!, limits[k]!);
}

/** When a cost conforms; the past where it has long done so. */
function conformsAt(buckets: Buckets, k: number, at: number, cost: number): number {
  const { counters, limits, bursts, slackTime, slackParts } = buckets;
  if (cost === 1) {
    return counters[at]! - slackTime[k]! + Number(counters[at + 1]! > slackParts[k]!);
  }
  if (cost > Math.min(limits[k]!, bursts[k]!)) return Infinity;
  const slack = bursts[k]! - cost;
  const hasParts = Number(counters[at + 1]! > partsOf(buckets, k, slack));
  return counters[at]! - timeOf(buckets, k, slack) + hasParts;
}

function count(buckets: Buckets, k: number, at: number, t: number, cost: number): void {
  const { counters, limits, unitTime, unitParts } = buckets;
  const isIdle = counters[at]! < t;
  let time = (isIdle ? t : counters[at]!) + (cost === 1 ? unitTime[k]! : timeOf(buckets, k, cost));
  let parts =
    (isIdle ? 0 : counters[at + 1]!) + (cost === 1 ? unitParts[k]! : partsOf(buckets, k, cost));
  if (parts >= limits[k]!) {
    parts -= limits[k]!;
    time++;
  }
  counters[at] = time;
  counters[at + 1] = parts;
}

function usedAt({ counters, limits, lengths }: Buckets, k: number, at: number, t: number): number {
  return usedTokens(counters[at]! - t, counters[at + 1]!, limits[k]!, lengths[k]!);
}

function admit(buckets: Buckets, k: number, at: number, t: number, cost: number): void {
  const { admittedUnits, most, busiest } = buckets;
  count(buckets, k, at, t, cost);
  admittedUnits[k]! += cost;
  const use = usedAt(buckets, k, at, t);
  if (use < most[k]!) return;
  most[k] = use;
  busiest[k] = at / 2 - buckets.base[k]!;
}

/** `pass` where requests may meet several limits. */
function passPairs(
  buckets: Buckets,
  requests: Requests,
  { first, second }: ReturnType<typeof pairsOf>,
  from: number,
  to: number,
): number {
  const { timestamp, category, flags, slots, costs } = requests;
  const { base } = buckets;
  for (let seq = from; seq < to; seq++) {
    const t = timestamp[seq]!;
    const kind = 4 * category[seq]! + flags[seq]!;
    const a = first[kind]!;
    if (a === NONE) continue;
    if (a === MANY) return seq;
    const atA = 2 * (base[a]! + slots[a]![seq]!);
    const costA = costs === undefined ? 1 : costOf(requests, a, seq);
    if (conformsAt(buckets, a, atA, costA) > t) return seq;
    const b = second[kind]!;
    if (b !== NONE) {
      const atB = 2 * (base[b]! + slots[b]![seq]!);
      const costB = costs === undefined ? 1 : costOf(requests, b, seq);
      if (conformsAt(buckets, b, atB, costB) > t) return seq;
      admit(buckets, b, atB, t, costB);
    }
    admit(buckets, a, atA, t, costA);
  }
  return to;
}

/**
 * `pass` where every request takes 1 of limit k alone. Use grows with the time that a bucket is ahead, so that it is
 * worked out only where that may be the most.
 */
function passLone(
  buckets: Buckets,
  { timestamp, slots }: Requests,
  k: number,
  from: number,
  to: number,
  refusals: RefusalLog,
): number {
  const { counters, admittedUnits, most, busiest } = buckets;
  const slot = slots[k]!;
  const base = buckets.base[k]!;
  const limit = buckets.limits[k]!;
  const length = buckets.lengths[k]!;
  const unitTime = buckets.unitTime[k]!;
  const unitParts = buckets.unitParts[k]!;
  const slackTime = buckets.slackTime[k]!;
  const slackParts = buckets.slackParts[k]!;
  const before = refusals.count;
  let count = before;
  let largestAhead = most[k]! < 1 ? 0 : timeOf(buckets, k, most[k]! - 1);
  let seq = from;
  for (; seq < to; seq++) {
    const t = timestamp[seq]!;
    const place = slot[seq]!;
    const at = 2 * (base + place);
    const isBusy = Number(counters[at]! >= t);
    const ahead = isBusy * (counters[at]! - t);
    const parts = isBusy * counters[at + 1]!;
    const wait = ahead - slackTime + Number(parts > slackParts);
    if (wait > 0) {
      refusals.seq[count] = seq;
      refusals.limit[count] = k;
      refusals.reset[count] = t + wait;
      if (++count < refusals.room) continue;
      seq++;
      break;
    }
    const carry = Number(parts + unitParts >= limit);
    const aheadNow = ahead + unitTime + carry;
    const partsNow = parts + unitParts - carry * limit;
    counters[at] = t + aheadNow;
    counters[at + 1] = partsNow;
    if (aheadNow < largestAhead) continue;
    const use = usedTokens(aheadNow, partsNow, limit, length);
    if (use < most[k]!) continue;
    most[k] = use;
    busiest[k] = place;
    largestAhead = timeOf(buckets, k, use - 1);
  }
  refusals.count = count;
  admittedUnits[k]! += seq - from - (count - before);
  return seq;
}
