import type { Classified } from './classify.js';
import type { Unmapped } from './trace.js';
import { createUnmappedCounter } from './unmapped.js';

/** What there is to say about the good rows of a trace. */
export interface RowNotes {
  /** Whether a time lies in the span that is read. */
  selects(timestamp: number): boolean;
  /** Notes a row that lies outside the span. */
  leaveOut(timestamp: number): void;
  /** Notes a row that is taken. */
  take(timestamp: number, classified: Classified, namesUser: boolean): void;
  /** Rows outside the span. */
  readonly unselected: number;
  /** Rows taken whose timestamp is before that of the row taken before. */
  readonly outOfOrder: number;
  /** Rows taken that name no user. */
  readonly withoutUser: number;
  /** The first and last time of all rows, whatever the span. */
  readonly extent: readonly [earliest: number, latest: number];
  readonly unmapped: () => Unmapped;
}

/** @param from inclusive, @param to exclusive; microseconds since the epoch. */
export function createRowNotes(from = -Infinity, to = Infinity): RowNotes {
  const unmapped = createUnmappedCounter();
  let unselected = 0;
  let outOfOrder = 0;
  let withoutUser = 0;
  /** Times, in an object rather than in variables: it holds numbers without a box for each. */
  const times = { previous: -Infinity, earliest: Infinity, latest: -Infinity };

  const extend = (timestamp: number): void => {
    if (timestamp < times.earliest) times.earliest = timestamp;
    if (timestamp > times.latest) times.latest = timestamp;
  };
  return {
    selects: (timestamp) => timestamp >= from && timestamp < to,
    leaveOut(timestamp) {
      extend(timestamp);
      unselected++;
    },
    take(timestamp, classified, namesUser) {
      extend(timestamp);
      if (timestamp < times.previous) outOfOrder++;
      times.previous = timestamp;
      if (!namesUser) withoutUser++;
      if (classified.unmappedName !== undefined) unmapped.count(classified.unmappedName);
    },
    get unselected() {
      return unselected;
    },
    get outOfOrder() {
      return outOfOrder;
    },
    get withoutUser() {
      return withoutUser;
    },
    get extent() {
      return [times.earliest, times.latest] as const;
    },
    unmapped: unmapped.finish,
  };
}
