import { costOf, kindOf, type LimitPlan } from '../../engine/limit-plan.js';
import type { Columns } from '../../trace/columns.js';
import { DAY } from '../../time.js';
import type { BurstSpan } from './changes/spread.js';

/** A stretch in which a scope tuple asks for more than a limit. */
export interface Burst extends BurstSpan {
  readonly requests: number;
  /** The place of its first request. */
  readonly first: number;
}

export interface Bursts {
  /** In order of tuple, then time. */
  readonly bursts: readonly Burst[];
  /** The most requests (or units) that a tuple with a burst asks for in one day of UTC. */
  readonly busiestDay: number;
}

/**
 * Every stretch in which one scope tuple asks for more than a limit: the requests that stand in some window of
 * the limit's length, wherever it begins, which holds more than the limit; windows that share a request are one
 * stretch.
 * @param k index of the limit.
 */
export function findBursts(columns: Columns, plan: LimitPlan, k: number): Bursts {
  const { limit, window } = plan.limits[k]!;
  const { timestamp } = columns;
  const bursts: Burst[] = [];
  let busiestDay = 0;
  sequencesByTuple(columns, plan, k).forEach((seqs, tuple) => {
    const cost = (place: number): number => costOf(plan, columns, k, seqs[place]!);
    const time = (place: number): number => timestamp[seqs[place]!]!;
    const spans: { begin: number; end: number }[] = [];
    let asked = 0;
    let begin = 0;
    let day = NaN;
    let askedToday = 0;
    let mostInADay = 0;
    seqs.forEach((_, end) => {
      const today = Math.floor(time(end) / DAY);
      askedToday = (today === day ? askedToday : 0) + cost(end);
      day = today;
      mostInADay = Math.max(mostInADay, askedToday);
      asked += cost(end);
      while (time(begin) <= time(end) - window) asked -= cost(begin++);
      if (asked <= limit) return;
      const last = spans.at(-1);
      if (last !== undefined && begin <= last.end) last.end = end;
      else spans.push({ begin, end });
    });
    if (spans.length > 0) busiestDay = Math.max(busiestDay, mostInADay);
    for (const { begin, end } of spans) {
      const requests = end - begin + 1;
      bursts.push({ tuple, from: time(begin), to: time(end), requests, first: seqs[begin]! });
    }
  });
  return { bursts, busiestDay };
}

/** The requests that meet a limit, by scope tuple. */
function sequencesByTuple(columns: Columns, plan: LimitPlan, k: number): number[][] {
  const { category, flags, length } = columns;
  const meets = plan.routes.map((route) => route.includes(k));
  const { slot, count } = plan.tuples[k]!;
  const sequences = Array.from({ length: count }, (): number[] => []);
  for (let seq = 0; seq < length; seq++) {
    if (meets[kindOf(category[seq]!, flags[seq]!)]!) sequences[slot[seq]!]!.push(seq);
  }
  return sequences;
}
