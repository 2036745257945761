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
  let times = new Float64Array(FIRST_CAPACITY);
  let seqs = new Float64Array(FIRST_CAPACITY);
  let tags = new Int32Array(FIRST_CAPACITY);

  const grow = (size: number): void => {
    const wider = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    times = wider(times, new Float64Array(size * 2));
    seqs = wider(seqs, new Float64Array(size * 2));
    tags = wider(tags, new Int32Array(size * 2));
  };
  /** Writes an event into its place. */
  const place = (at: number, time: number, seq: number, tag: number): void => {
    times[at] = time;
    seqs[at] = seq;
    tags[at] = tag;
    if (at > 0) return;
    queue.time = time;
    queue.seq = seq;
    queue.tag = tag;
  };
  const move = (from: number, to: number): void => {
    times[to] = times[from]!;
    seqs[to] = seqs[from]!;
    tags[to] = tags[from]!;
  };
  const showFirst = (): void => {
    queue.time = times[0]!;
    queue.seq = seqs[0]!;
    queue.tag = tags[0]!;
  };

  const queue = {
    size: 0,
    time: Infinity,
    seq: -0.5,
    tag: 0,
    push(time: number, seq: number, tag: number): void {
      if (queue.size === times.length) grow(queue.size);
      let at = queue.size++;
      while (at > 0) {
        const parent = (at - 1) >> 2;
        const above = times[parent]!;
        if (above < time || (above === time && seqs[parent]! < seq)) break;
        move(parent, at);
        at = parent;
      }
      place(at, time, seq, tag);
    },
    pop(): void {
      const size = --queue.size;
      if (size === 0) {
        queue.time = Infinity;
        return;
      }
      const time = times[size]!;
      const seq = seqs[size]!;
      const tag = tags[size]!;
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
        move(first, at);
        at = first;
      }
      place(at, time, seq, tag);
      if (at > 0) showFirst();
    },
  };
  return queue;
}
