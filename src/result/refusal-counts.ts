/** First refusals by the limit that bound them, while a trace goes by. Arrays are by limit. */
export interface RefusalCounts {
  /** Counts the next `length` requests. @param bindingLimit by request: −1 where it was admitted at once. */
  take(timestamp: Float64Array, bindingLimit: ArrayLike<number>, length: number): void;
  readonly throttled: Float64Array;
  /** The timestamp of the first; NaN where there was none. */
  readonly first: Float64Array;
}

/** Nothing is counted yet. */
export function createRefusalCounts(limits: number): RefusalCounts {
  const throttled = new Float64Array(limits);
  const first = new Float64Array(limits).fill(NaN);
  return {
    take(timestamp, bindingLimit, length) {
      for (let seq = 0; seq < length; seq++) {
        const k = bindingLimit[seq]!;
        if (k === -1) continue;
        if (throttled[k]!++ === 0) first[k] = timestamp[seq]!;
      }
    },
    throttled,
    first,
  };
}
