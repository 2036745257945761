/** Typed arrays that a column may be made of. */
export type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** A typed array that grows at its end. */
export interface Growable<T extends Numbers> {
  readonly length: number;
  get(index: number): number;
  push(value: number): void;
  /** The values so far, in the order of `order` if given. */
  finish(order?: Uint32Array): T;
}

/** A column that exists only from the first row that has a cell for it. */
export interface OptionalGrowable<T extends Numbers> {
  /** Puts the value of row `index`, which rises by one from call to call. */
  put(index: number, value: number | undefined): void;
  /** The values so far; undefined if no row had one. */
  finish(order?: Uint32Array): T | undefined;
}

const FIRST_CAPACITY = 1024;

/** An empty column; `make` makes an array of its type. */
export function growable<T extends Numbers>(make: (length: number) => T): Growable<T> {
  let values = make(FIRST_CAPACITY);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get: (index) => values[index]!,
    push(value) {
      if (length === values.length) {
        const wider = make(length * 2);
        wider.set(values);
        values = wider;
      }
      values[length++] = value;
    },
    finish(order) {
      const finished = make(length);
      if (order === undefined) finished.set(values.subarray(0, length));
      else order.forEach((from, to) => (finished[to] = values[from]!));
      return finished;
    },
  };
}

/** A column that costs nothing until a row has a value for it; rows without one hold `missing`. */
export function optionalGrowable<T extends Numbers>(
  make: (length: number) => T,
  missing: number,
): OptionalGrowable<T> {
  let column: Growable<T> | undefined;
  return {
    put(index, value) {
      if (column === undefined) {
        if (value === undefined) return;
        column = growable(make);
        for (let i = 0; i < index; i++) column.push(missing);
      }
      column.push(value ?? missing);
    },
    finish: (order) => column?.finish(order),
  };
}
