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
  return new Notes(from, to);
}

/** A class, so that its machine code outlives it. */
class Notes implements RowNotes {
  private readonly unmappedCounter = createUnmappedCounter();
  readonly unmapped = this.unmappedCounter.finish;
  unselected = 0;
  outOfOrder = 0;
  withoutUser = 0;
  private previous = -Infinity;
  private earliest = Infinity;
  private latest = -Infinity;

  private readonly from: number;
  private readonly to: number;

  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  selects(timestamp: number): boolean {
    return timestamp >= this.from && timestamp < this.to;
  }

  leaveOut(timestamp: number): void {
    this.extend(timestamp);
    this.unselected++;
  }

  take(timestamp: number, { unmappedName }: Classified, namesUser: boolean): void {
    this.extend(timestamp);
    if (timestamp < this.previous) this.outOfOrder++;
    this.previous = timestamp;
    if (!namesUser) this.withoutUser++;
    if (unmappedName !== undefined) this.unmappedCounter.count(unmappedName);
  }

  get extent(): readonly [earliest: number, latest: number] {
    return [this.earliest, this.latest];
  }

  private extend(timestamp: number): void {
    if (timestamp < this.earliest) this.earliest = timestamp;
    if (timestamp > this.latest) this.latest = timestamp;
  }
}
