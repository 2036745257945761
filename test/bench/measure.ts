/** Runs counted for each figure. */
const RUNS = 5;

/** One line of the table: what was measured, against what, and the bound that it has to keep. */
export interface Row {
  readonly what: string;
  readonly against: string;
  /** The ratio of the two medians. */
  readonly ratio: number;
  readonly bound: { readonly kind: 'at least' | 'at most'; readonly ratio: number };
}

/** Whether a row keeps its bound. */
export function keepsBound({ ratio, bound }: Row): boolean {
  return bound.kind === 'at least' ? ratio >= bound.ratio : ratio <= bound.ratio;
}

/** The median time of each of several pieces of work, in seconds. They take turns, so that a drift of the machine meets all alike; the first turn warms up and does not count. */
export function medianSeconds(...works: readonly (() => void)[]): number[] {
  const times: number[][] = works.map(() => []);
  for (let run = 0; run <= RUNS; run++) {
    works.forEach((work, i) => {
      globalThis.gc?.();
      const start = performance.now();
      work();
      if (run > 0) times[i]!.push((performance.now() - start) / 1000);
    });
  }
  return times.map(median);
}

/** The middle one of an odd number of values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
