/**
 * The future events of a run. Order of events:
 *
 * | first by | then by | so that |
 * |---|---|---|
 * | time | seq | of two events at one instant, the one earlier in the trace goes first |
 *
 * A heap of four children a node over typed arrays that grow by doubling: half as deep as a binary one, and the
 * times of a node's children lie side by side. Events of one `seq` at one instant are in no certain order: their
 * handlers must not depend on it.
 */
export interface EventQueue {
  readonly size: number;
  /** Time of the first event, Infinity if there is none. */
  readonly time: number;
  /** `seq` and tag of the first event. */
  readonly seq: number;
  readonly tag: number;
  push(time: number, seq: number, tag: number): void;
  /** Takes the first event out. */
  pop(): void;
}

const FIRST_CAPACITY = 64;

/** An empty queue. Its first event is read without a call. */
export function createEventQueue(): EventQueue {
  return new FourHeap();
}

/** A class, so that its machine code outlives it. */
class FourHeap implements EventQueue {
  size = 0;
  time = Infinity;
  seq = -0.5;
  tag = 0;
  private times = new Float64Array(FIRST_CAPACITY);
  private seqs = new Float64Array(FIRST_CAPACITY);
  private tags = new Int32Array(FIRST_CAPACITY);

  push(time: number, seq: number, tag: number): void {
    if (this.size === this.times.length) this.grow();
    const { times, seqs } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = times[parent]!;
      if (above < time || (above === time && seqs[parent]! < seq)) break;
      this.move(parent, at);
      at = parent;
    }
    this.place(at, time, seq, tag);
  }

  pop(): void {
    const { times, seqs } = this;
    const size = --this.size;
    if (size === 0) {
      this.time = Infinity;
      return;
    }
    const time = times[size]!;
    const seq = seqs[size]!;
    let at = 0;
    for (;;) {
      let first = 4 * at + 1;
      if (first >= size) break;
      let earliest = times[first]!;
      const end = Math.min(first + 4, size);
      for (let child = first + 1; child < end; child++) {
        const its = times[child]!;
        if (its > earliest || (its === earliest && seqs[child]! > seqs[first]!)) continue;
        first = child;
        earliest = its;
      }
      if (time < earliest || (time === earliest && seq < seqs[first]!)) break;
      this.move(first, at);
      at = first;
    }
    this.place(at, time, seq, this.tags[size]!);
  }

  private move(from: number, to: number): void {
    const { times, seqs, tags } = this;
    times[to] = times[from]!;
    seqs[to] = seqs[from]!;
    tags[to] = tags[from]!;
  }

  /** Writes an event into its place, and shows the first one. */
  private place(at: number, time: number, seq: number, tag: number): void {
    const { times, seqs, tags } = this;
    times[at] = time;
    seqs[at] = seq;
    tags[at] = tag;
    this.time = times[0]!;
    this.seq = seqs[0]!;
    this.tag = tags[0]!;
  }

  private grow(): void {
    const capacity = 2 * this.size;
    const wider = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.times = wider(this.times, new Float64Array(capacity));
    this.seqs = wider(this.seqs, new Float64Array(capacity));
    this.tags = wider(this.tags, new Int32Array(capacity));
  }
}
