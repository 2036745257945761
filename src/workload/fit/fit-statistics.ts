/** The share of a standard normal below z (Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.17; error below 1e-7). */
export function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - above : above;
}

/** The z that a share p of a standard normal is above (Abramowitz and Stegun, 26.2.23; error below 4.5e-4). */
export function normalQuantileAbove(p: number): number {
  if (p > 0.5) return -normalQuantileAbove(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  return t - top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}

/** The chance of a chi-square at least so large (Wilson and Hilferty, "The Distribution of Chi-Square", 1931); 1 if there is no degree of freedom. */
export function chiSquareAbove(value: number, degrees: number): number {
  if (degrees <= 0) return 1;
  const spread = 2 / (9 * degrees);
  return 1 - normalBelow((Math.cbrt(value / degrees) - (1 - spread)) / Math.sqrt(spread));
}

/** A Kolmogorov-Smirnov test of values that should be uniform in [0, 1]. */
export interface KsTest {
  readonly values: number;
  /** The largest difference between the recorded and the fitted share, 0 to 1. */
  readonly distance: number;
  /** The distance that chance alone exceeds in 5 % of cases, for a law that was not fitted to the same values. */
  readonly critical: number;
  /** The chance of a distance at least so large, under the same reservation. */
  readonly p: number;
}

/** Tests whether values are uniform in [0, 1] (Massey, "The Kolmogorov-Smirnov Test for Goodness of Fit", 1951); there must be one. */
export function testUniform(values: Float64Array): KsTest {
  const sorted = values.slice().sort();
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((value, i) => {
    distance = Math.max(distance, value - i / n, (i + 1) / n - value);
  });
  return {
    values: n,
    distance,
    critical: 1.358 / Math.sqrt(n),
    p: kolmogorovAbove(distance * Math.sqrt(n)),
  };
}

/** Tests values above 0 against the log-normal law that is likeliest for them. */
export function testLogNormal(values: readonly number[]): KsTest {
  const logs = values.map((value) => Math.log(Math.max(value, 0.5)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const sigma = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
  return testUniform(Float64Array.from(logs, (log) => normalBelow((log - mean) / (sigma || 1))));
}

function kolmogorovAbove(x: number): number {
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * x) ** 2);
  return Math.min(1, Math.max(0, sum));
}

/** Where a function of one number is least within [low, high], if it falls and then rises (golden-section search: Kiefer, 1953). */
export function leastAt(f: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let c = b - golden * (b - a);
  let d = a + golden * (b - a);
  let [fc, fd] = [f(c), f(d)];
  for (let step = 0; step < 60; step++) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      c = b - golden * (b - a);
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + golden * (b - a);
      fd = f(d);
    }
  }
  return (a + b) / 2;
}
