import type { Observation, Series } from '../gather-series.js';

/** A statement of the counter, and what the trace sent to it since its last one. */
export interface Step extends Observation {
  readonly t: number;
  /** The scope tuple. */
  readonly slot: number;
  /** What this request takes. */
  readonly cost: number;
  /** What the trace took since the last statement of this tuple, this request included; since the start of the trace if it is the first. */
  readonly own: number;
  readonly last: Observation | undefined;
}

/**
 * Visits all that the headers say of a quota, in order, as if it were counted apart for each scope tuple.
 * @param slots the scope tuple of every request.
 */
export function walkCounter(
  series: Series,
  timestamp: Float64Array,
  slots: Uint32Array,
  visit: (step: Step) => void,
): void {
  const { cost, observations } = series;
  const isObserved = new Uint8Array(cost.length);
  for (const { seq } of observations) isObserved[seq] = 1;
  const own = new Map<number, number>();
  const last = new Map<number, Observation>();
  let next = 0;
  for (const observation of observations) {
    const { seq } = observation;
    const t = timestamp[seq]!;
    for (; next < cost.length && timestamp[next]! <= t; next++) {
      if (isObserved[next] === 1 || cost[next] === 0) continue;
      own.set(slots[next]!, (own.get(slots[next]!) ?? 0) + cost[next]!);
    }
    const slot = slots[seq]!;
    visit({
      ...observation,
      t,
      slot,
      cost: cost[seq]!,
      own: (own.get(slot) ?? 0) + cost[seq]!,
      last: last.get(slot),
    });
    own.set(slot, 0);
    last.set(slot, observation);
  }
}
