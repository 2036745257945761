/** Typed arrays that a column may be made of. */
export type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** A column that exists only from the first row that has a value for it. */
export interface OptionalColumn<T extends Numbers> {
  /** Puts the value of row `index`, which rises from call to call. */
  put(index: number, value: number): void;
  /** The values of `length` rows; undefined if none had one. */
  finish(length: number, order?: Uint32Array): T | undefined;
  /** Begins anew with row 0. What was finished before is written over. */
  reset(): void;
}

/** How many rows an empty column has room for. */
export const FIRST_CAPACITY = 1024;

/** A column that costs nothing until a row has a value for it; rows without one hold `missing`. */
export function optionalColumn<T extends Numbers>(
  make: (length: number) => T,
  missing: number,
): OptionalColumn<T> {
  return new Growing(make, missing);
}

/** A class, so that its machine code outlives it. */
class Growing<T extends Numbers> implements OptionalColumn<T> {
  private values: T | undefined;
  private end = 0;
  private readonly make: (length: number) => T;
  private readonly missing: number;

  constructor(make: (length: number) => T, missing: number) {
    this.make = make;
    this.missing = missing;
  }

  put(index: number, value: number): void {
    const { values } = this;
    if (values !== undefined && index === this.end && index < values.length) {
      values[index] = value;
      this.end = index + 1;
    } else this.reach(index + 1)[index] = value;
  }

  finish(length: number, order?: Uint32Array): T | undefined {
    return this.values === undefined ? undefined : finished(this.reach(length), length, order);
  }

  reset(): void {
    this.end = 0;
  }

  private reach(index: number): T {
    let reached = this.values ?? this.make(FIRST_CAPACITY);
    while (index > reached.length) reached = widened(reached, this.make);
    reached.fill(this.missing, this.end, index);
    this.end = index;
    this.values = reached;
    return reached;
  }
}

/**
 * The same values, with room for four times as many if not told otherwise. Room that is not written to costs no
 * memory: systems give pages at the first touch, and that is dear, so that few values are copied.
 */
export function widened<T extends Numbers>(
  values: T,
  make: (length: number) => T,
  capacity = values.length * 4,
): T {
  const wider = make(capacity);
  wider.set(values);
  return wider;
}

/** The first `length` values, a view. In the order of `order`, if given, into which they are moved where they are. */
export function finished<T extends Numbers>(values: T, length: number, order?: Uint32Array): T {
  const whole = values.subarray(0, length) as T;
  if (order !== undefined) reorder(whole, order);
  return whole;
}

/**
 * Moves each value to its place along the cycles of a permutation, so that no second column is held (Knuth, "The Art
 * of Computer Programming", vol. 1, section 1.3.3).
 * @param order for each place, where its value stands now.
 */
function reorder(values: Numbers, order: Uint32Array): void {
  const isMoved = new Uint8Array(order.length);
  for (let begin = 0; begin < order.length; begin++) {
    if (isMoved[begin] === 1 || order[begin] === begin) continue;
    const first = values[begin]!;
    let to = begin;
    for (let from = order[to]!; from !== begin; from = order[to]!) {
      values[to] = values[from]!;
      isMoved[to] = 1;
      to = from;
    }
    values[to] = first;
    isMoved[to] = 1;
  }
}
