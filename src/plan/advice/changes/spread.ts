import { kindOf } from '../../../engine/limit-plan.js';
import { scopeTuples } from '../../../engine/scope-tuples.js';
import type { ScopeKey } from '../../../model/rate-model.js';
import type { Columns } from '../../../trace/columns.js';
import { inTimeOrder } from './in-time-order.js';

/** Bursts are drawn out: their requests are sent evenly over a span. Times are whole microseconds. */
export interface SpreadChange {
  readonly kind: 'spread';
  /** The requests that move are of these kinds (see `kindOf`). */
  readonly kinds: readonly number[];
  /** What the bursts' `tuple` is numbered for. */
  readonly scope: readonly ScopeKey[];
  /** In order of tuple, then time. */
  readonly bursts: readonly BurstSpan[];
  /** The span over which each burst is spread. */
  readonly over: number;
}

/** From its first to its last request, both inclusive. */
export interface BurstSpan {
  /** The scope tuple, as `scopeTuples` numbers it. */
  readonly tuple: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The i-th of a burst's n requests (from 0) is sent at the burst's start + i·over/n, or at its own time if that
 * is later: order is kept, and nothing is sent earlier than it was meant to be. A burst that begins while
 * another of its tuple is being spread is spread together with it.
 */
export function spreadBursts(columns: Columns, change: SpreadChange): Columns {
  const timestamp = columns.timestamp.slice(0, columns.length);
  for (const { start, seqs } of spreadsOf(columns, change)) {
    seqs.forEach((seq, i) => {
      const place = start + Math.floor((i * change.over) / seqs.length);
      timestamp[seq] = Math.max(timestamp[seq]!, place);
    });
  }
  const all = Uint32Array.from({ length: columns.length }, (_, seq) => seq);
  return inTimeOrder({ ...columns, timestamp }, all);
}

/** Requests that are spread together. */
interface Spread {
  readonly start: number;
  readonly seqs: number[];
}

function spreadsOf(
  columns: Columns,
  { kinds, scope, bursts, over }: SpreadChange,
): readonly Spread[] {
  const { timestamp, category, flags, length } = columns;
  const spreads: Spread[] = [];
  const spreadOf: Spread[] = [];
  const firstOf = new Map<number, number>();
  bursts.forEach(({ tuple, from }, index) => {
    let spread = spreads.at(-1);
    const isNewTuple = !firstOf.has(tuple);
    if (isNewTuple) firstOf.set(tuple, index);
    if (spread === undefined || isNewTuple || from >= spread.start + over) {
      spreads.push((spread = { start: from, seqs: [] }));
    }
    spreadOf.push(spread);
  });

  const moving = new Set(kinds);
  const { slot } = scopeTuples(columns, scope);
  const current = new Map(firstOf);
  for (let seq = 0; seq < length; seq++) {
    if (!moving.has(kindOf(category[seq]!, flags[seq]!))) continue;
    const tuple = slot[seq]!;
    let index = current.get(tuple);
    if (index === undefined) continue;
    const isBehind = (burst: BurstSpan | undefined): boolean =>
      burst?.tuple === tuple && burst.to < timestamp[seq]!;
    while (isBehind(bursts[index])) index++;
    current.set(tuple, index);
    const burst = bursts[index];
    if (burst?.tuple === tuple && burst.from <= timestamp[seq]!) spreadOf[index]!.seqs.push(seq);
  }
  return spreads;
}
