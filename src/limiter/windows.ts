/** Where the windows of a fixed-window limit start. */
export interface Windows {
  /** End (exclusive) of the window that holds t, in whole microseconds. */
  endOf(t: number): number;
}

/** Windows that start `offset` after multiples of `window` since the Unix epoch, so that days start at 00:00 UTC where it is 0. */
export function epochAligned(window: number, offset = 0): Windows {
  return { endOf: (t) => (Math.floor((t - offset) / window) + 1) * window + offset };
}
