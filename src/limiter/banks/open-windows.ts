import type { Windows } from '../windows.js';

/** The aligned windows of several limits that hold one instant. */
export interface OpenWindows {
  readonly windows: readonly Windows[];
  /** By limit: where the window ends; −Infinity before there was one. */
  readonly ends: Float64Array;
  /** The first of these ends. */
  firstEnd: number;
}

/** The windows of limits, before any instant. */
export function createOpenWindows(windows: readonly Windows[]): OpenWindows {
  const ends = new Float64Array(windows.length).fill(-Infinity);
  return { windows, ends, firstEnd: -Infinity };
}

/** Goes on to the windows that hold t. */
export function openAt(open: OpenWindows, t: number): void {
  if (t < open.firstEnd) return;
  const { windows, ends } = open;
  let firstEnd = Infinity;
  for (let k = 0; k < ends.length; k++) {
    if (t >= ends[k]!) ends[k] = windows[k]!.endOf(t);
    if (ends[k]! < firstEnd) firstEnd = ends[k]!;
  }
  open.firstEnd = firstEnd;
}
