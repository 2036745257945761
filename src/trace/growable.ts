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
  let values: T | undefined;
  let end = 0;
  const reach = (index: number): T => {
    let reached = values ?? make(FIRST_CAPACITY);
    while (index > reached.length) reached = widened(reached, make);
    reached.fill(missing, end, index);
    end = index;
    values = reached;
    return reached;
  };
  return {
    put(index, value) {
      reach(index + 1)[index] = value;
    },
    finish: (length, order) =>
      values === undefined ? undefined : finished(reach(length), length, make, order),
    reset() {
      end = 0;
    },
  };
}

/**
 * The same values, with room for four times as many. Room that is not written to costs no memory: systems give
 * pages at the first touch, and that is dear, so that few values are copied.
 */
export function widened<T extends Numbers>(values: T, make: (length: number) => T): T {
  const wider = make(values.length * 4);
  wider.set(values);
  return wider;
}

/** The first `length` values, in the order of `order` if given; else a view. */
export function finished<T extends Numbers>(
  values: T,
  length: number,
  make: (length: number) => T,
  order?: Uint32Array,
): T {
  if (order === undefined) return values.subarray(0, length) as T;
  const whole = make(length);
  for (let to = 0; to < length; to++) whole[to] = values[order[to]!]!;
  return whole;
}
