import { limiters } from '../../limiter/limiters.js';
import { SECOND } from '../../time.js';
import type { AnchorKind } from '../calibration.js';
import type { Series } from '../gather-series.js';
import type { Partition } from './scope-candidates.js';
import { walkCounter } from './walk-counter.js';

/** How a quota may be counted, told from the counter alone. */
export type CountedAs = Exclude<AnchorKind, 'either'>;

export const COUNTED_AS: readonly CountedAs[] = ['epoch', 'first-request', 'sliding'];

/** How well a way of counting explains a counter. */
export interface TriedAlgorithm {
  readonly partition: Partition;
  readonly kind: CountedAs;
  readonly window: number;
  /** Statements at which the counter stood as far above ours as before, higher, and lower. */
  readonly exact: number;
  readonly more: number;
  readonly fewer: number;
  /** Windows that were begun after the first. */
  readonly turned: number;
  readonly unitsOfOthers: number;
}

/** Statements so near to the start of a window, at most, may belong to the one before: clocks differ. */
const LARGEST_SKEW = 5 * SECOND;

/**
 * Counts what the trace sent in windows of a kind, and holds the recorded counter against it: what others send comes
 * on top and must not fall, but where a window begins.
 */
export function tryAlgorithm(
  series: Series,
  timestamp: Float64Array,
  partition: Partition,
  kind: CountedAs,
  window: number,
): TriedAlgorithm {
  const counts = { exact: 0, more: 0, fewer: 0, turned: 0, unitsOfOthers: 0 };
  const windows = countWindows(series, timestamp, partition, kind, window);
  const zone = kind === 'epoch' ? Math.min(LARGEST_SKEW, window / 10) : 0;
  /** By tuple: how far the counter stood above ours, and in which window. */
  const bases = new Map<number, { excess: number; start: number }>();

  walkCounter(series, timestamp, partition.slots, ({ seq, slot, t, used }) => {
    const { use, start } = windows(seq);
    const excess = used - use;
    const base = bases.get(slot);
    const off = t - start;
    if (zone > 0 && (off < zone || off > window - zone)) {
      bases.delete(slot);
      return;
    }
    bases.set(slot, { excess, start });
    if (base === undefined) return;
    const turns = kind !== 'sliding' && start !== base.start;
    if (turns) counts.turned++;
    const least = turns ? 0 : base.excess;
    const leavesWithOthers = kind === 'sliding' && excess >= 0 && excess < least;
    if (excess === least) counts.exact++;
    else if (excess > least || leavesWithOthers) {
      counts.more++;
      counts.unitsOfOthers += Math.max(0, excess - least);
    } else counts.fewer++;
  });
  return { ...counts, partition, kind, window };
}

/** Our count at each statement, and when its window began. */
function countWindows(
  { cost, observations }: Series,
  timestamp: Float64Array,
  { slots }: Partition,
  kind: CountedAs,
  window: number,
): (seq: number) => { use: number; start: number } {
  const name = (
    {
      epoch: 'fixed-window',
      'first-request': 'fixed-window-anchored',
      sliding: 'sliding-log',
    } as const
  )[kind];
  const most = slots.reduce((max, slot) => Math.max(max, slot), 0);
  const limiter = limiters[name].create({ limit: Infinity, window }, most + 1);
  const opened = new Map<number, number>();
  const seen = new Map<number, { use: number; start: number }>();
  const isObserved = new Uint8Array(cost.length);
  for (const { seq } of observations) isObserved[seq] = 1;
  for (const seq of countingOrder(
    cost.length,
    timestamp,
    observations.map(({ seq }) => seq),
    isObserved,
  )) {
    const t = timestamp[seq]!;
    const slot = slots[seq]!;
    if (cost[seq]! > 0) {
      if (t >= (opened.get(slot) ?? -Infinity) + window) opened.set(slot, t);
      limiter.admit(slot, t, cost[seq]!);
    }
    if (isObserved[seq] === 0) continue;
    const start = kind === 'epoch' ? Math.floor(t / window) * window : (opened.get(slot) ?? t);
    seen.set(seq, { use: limiter.use(slot, t), start });
  }
  return (seq) => seen.get(seq)!;
}

/** All requests in the order of the trace, but of those at one instant the observed ones last and in their own order. */
function* countingOrder(
  length: number,
  timestamp: Float64Array,
  observed: readonly number[],
  isObserved: Uint8Array,
): Generator<number> {
  let next = 0;
  for (const seq of observed) {
    for (; next < length && timestamp[next]! <= timestamp[seq]!; next++) {
      if (isObserved[next] === 0) yield next;
    }
    yield seq;
  }
  for (; next < length; next++) if (isObserved[next] === 0) yield next;
}
