/** A set of times that is put in order at the end. */
export interface Instants {
  add(t: number): void;
  /** The distinct times, in rising order. */
  sorted(): Float64Array;
}

/** An empty set of times. */
export function createInstants(): Instants {
  let times = new Float64Array(64);
  let size = 0;
  const sort = (): void => {
    times.subarray(0, size).sort();
    let kept = 0;
    for (let i = 0; i < size; i++) {
      if (i === 0 || times[i] !== times[i - 1]) times[kept++] = times[i]!;
    }
    size = kept;
  };
  const makeRoom = (): void => {
    sort();
    if (size <= times.length / 2) return;
    const wider = new Float64Array(2 * times.length);
    wider.set(times.subarray(0, size));
    times = wider;
  };
  return {
    add(t) {
      if (size === times.length) makeRoom();
      times[size++] = t;
    },
    sorted() {
      sort();
      return times.subarray(0, size);
    },
  };
}
