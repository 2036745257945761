import type { Columns } from '../../../src/trace/columns.js';

const SECOND = 1e6;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** What a fit is to keep of a trace. */
export interface TraceFigures {
  readonly requests: number;
  /** Share of requests by hour of the day, and by day of the week, in UTC. */
  readonly hours: readonly number[];
  readonly days: readonly number[];
  /** Variance over mean of the counts of all requests in a second, a minute and an hour. */
  readonly dispersion: readonly number[];
  /** Share of requests of the busiest user, of the busiest two, and so on. */
  readonly busiest: readonly number[];
  /** Share of requests by category. */
  readonly mix: readonly number[];
}

/** Measures a trace within some days. */
export function figuresOf(columns: Columns, from: number, days: number): TraceFigures {
  const { timestamp, length, user, category, names } = columns;
  const rows = Array.from({ length }, (_, row) => row);
  const shares = (keyOf: (row: number) => number, keys: number): number[] => {
    const counts = new Array<number>(keys).fill(0);
    for (const row of rows) counts[keyOf(row)]! += 1;
    return counts.map((count) => count / length);
  };
  let sum = 0;
  return {
    requests: length,
    hours: shares((row) => Math.floor((timestamp[row]! % DAY) / HOUR), 24),
    days: shares((row) => Math.floor(timestamp[row]! / DAY) % 7, 7),
    dispersion: [SECOND, 60 * SECOND, HOUR].map((scale) =>
      indexOfDispersion(columns, scale, from, days * DAY),
    ),
    busiest: shares((row) => user[row]!, names.users.length)
      .sort((a, b) => b - a)
      .map((share) => (sum += share)),
    mix: shares((row) => category[row]!, names.categories.length),
  };
}

/** The variance of how many requests fall into stretches of a length, over their mean. */
export function indexOfDispersion(
  { timestamp, length }: Columns,
  scale: number,
  from: number,
  span: number,
): number {
  const counts = new Array<number>(Math.floor(span / scale)).fill(0);
  for (let row = 0; row < length; row++) {
    const stretch = Math.floor((timestamp[row]! - from) / scale);
    if (stretch < counts.length) counts[stretch]! += 1;
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  return variance / mean;
}

/** The mean of each figure over several traces. */
export function meanFigures(traces: readonly TraceFigures[]): TraceFigures {
  const mean = (listOf: (figures: TraceFigures) => readonly number[], beyond = 0): number[] => {
    const most = Math.max(...traces.map((figures) => listOf(figures).length));
    return Array.from(
      { length: most },
      (_, i) =>
        traces.reduce((sum, figures) => sum + (listOf(figures)[i] ?? beyond), 0) / traces.length,
    );
  };
  return {
    requests: traces.reduce((sum, { requests }) => sum + requests, 0) / traces.length,
    hours: mean(({ hours }) => hours),
    days: mean(({ days }) => days),
    dispersion: mean(({ dispersion }) => dispersion),
    busiest: mean(({ busiest }) => busiest, 1),
    mix: mean(({ mix }) => mix),
  };
}

/** How much of one distribution has to move to make it the other: 0 to 1. */
export function totalVariation(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, share, i) => sum + Math.abs(share - b[i]!), 0) / 2;
}

export function largestDifference(a: readonly number[], b: readonly number[], beyond = 0): number {
  const most = Math.max(a.length, b.length);
  return Math.max(
    ...Array.from({ length: most }, (_, i) => Math.abs((a[i] ?? beyond) - (b[i] ?? beyond))),
  );
}
