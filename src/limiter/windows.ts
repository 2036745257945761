/** Where the windows of a fixed-window limit start. */
export interface Windows {
  /** End (exclusive) of the window that holds t, in whole microseconds. */
  endOf(t: number): number;
}

/** Windows that start at multiples of `window` since the Unix epoch, so that days start at 00:00 UTC. */
export function epochAligned(window: number): Windows {
  return { endOf: (t) => (Math.floor(t / window) + 1) * window };
}
