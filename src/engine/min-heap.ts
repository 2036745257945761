/** A heap of whole numbers, each with a value beside it; the smallest key first. Grows as a plain array does. */
export interface MinHeap {
  readonly size: number;
  /** The smallest key. */
  readonly key: number;
  /** The value beside the smallest key. */
  readonly value: number;
  push(key: number, value: number): void;
  /** Takes the smallest out. */
  pop(): void;
}

/** An empty heap. */
export function createMinHeap(): MinHeap {
  const keys: number[] = [];
  const values: number[] = [];
  return {
    get size() {
      return keys.length;
    },
    get key() {
      return keys[0]!;
    },
    get value() {
      return values[0]!;
    },
    push(key, value) {
      let at = keys.length;
      keys.push(key);
      values.push(value);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (keys[parent]! <= key) break;
        keys[at] = keys[parent]!;
        values[at] = values[parent]!;
        at = parent;
      }
      keys[at] = key;
      values[at] = value;
    },
    pop() {
      const key = keys.pop()!;
      const value = values.pop()!;
      const size = keys.length;
      if (size === 0) return;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
        if (key <= keys[child]!) break;
        keys[at] = keys[child]!;
        values[at] = values[child]!;
        at = child;
      }
      keys[at] = key;
      values[at] = value;
    },
  };
}
