/** Statistics that tests of what is drawn need. */

export function meanOfList(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function varianceOf(values: readonly number[]): number {
  const mean = meanOfList(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** How many times fall into each of the stretches of one length that fill [0, end). */
export function countsIn(times: readonly number[], length: number, end: number): number[] {
  const counts = new Array<number>(Math.round(end / length)).fill(0);
  for (const time of times) counts[Math.floor(time / length)]!++;
  return counts;
}

/** Variance of counts over their mean: 1 for a Poisson process, 0 for a clock. */
export function dispersionOf(counts: readonly number[]): number {
  return varianceOf(counts) / meanOfList(counts);
}

export function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, i) => time - times[i]!);
}

/**
 * The statistic √n·D of Kolmogorov and Smirnov: how far the empirical distribution is from the intended
 * one. Values of the intended one exceed 1.95 once in 1,000.
 */
export function kolmogorov(values: readonly number[], cdf: (value: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let farthest = 0;
  sorted.forEach((value, i) => {
    const p = cdf(value);
    farthest = Math.max(farthest, Math.abs(p - i / n), Math.abs(p - (i + 1) / n));
  });
  return Math.sqrt(n) * farthest;
}

/** Standard normal distribution function (Abramowitz and Stegun, 26.2.17; error below 7.5e-8). */
export function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI)) *
    (t *
      (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))));
  return x > 0 ? 1 - tail : tail;
}

/** The slope of a least-squares line through points. */
export function slopeOf(points: readonly (readonly [number, number])[]): number {
  const meanX = meanOfList(points.map(([x]) => x));
  const meanY = meanOfList(points.map(([, y]) => y));
  const products = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return products / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
