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

/** A Kolmogorov-Smirnov test of values against a law that was fitted to them. */
export interface KsTest {
  readonly values: number;
  /** The largest difference between the recorded and the fitted share, 0 to 1. */
  readonly distance: number;
  /** The distance that chance alone exceeds in 5 % of cases. */
  readonly critical: number;
  /** The chance of a distance at least so large. */
  readonly p: number;
}

/** The largest difference between the share of values below any number in [0, 1] and that number; there must be a value. */
export function uniformDistance(values: Float64Array): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  return sorted.reduce(
    (distance, value, i) => Math.max(distance, value - i / n, (i + 1) / n - value),
    0,
  );
}

/**
 * Tests values against the log-normal law that is likeliest for them; values below half count as half. Mean and deviation
 * are fitted, so that Lilliefors's distribution holds ("On the Kolmogorov-Smirnov Test for Normality with Mean and
 * Variance Unknown", 1967), with the critical distance of Stephens ("EDF Statistics for Goodness of Fit and
 * Some Comparisons", 1974, table 1A).
 * @param values at least five.
 */
export function testLogNormal(values: readonly number[]): KsTest {
  const n = values.length;
  const logs = values.map((value) => Math.log(Math.max(value, 0.5)));
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  const sigma = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1));
  const distance = uniformDistance(
    Float64Array.from(logs, (log) => normalBelow((log - mean) / (sigma || 1))),
  );
  return {
    values: n,
    distance,
    critical: 0.895 / stephensFactor(n),
    p: lillieforsAbove(distance, n),
  };
}

/** By what a distance is multiplied so that its distribution hardly depends on the number of values. */
function stephensFactor(n: number): number {
  return Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n);
}

/**
 * The chance of a distance at least so large from a normal law that was fitted: below 0.1 by Dallal and Wilkinson ("An Analytic
 * Approximation to the Distribution of Lilliefors's Test Statistic for Normality", 1986), above by the polynomials of
 * R's nortest::lillie.test.
 */
function lillieforsAbove(distance: number, n: number): number {
  const d = n > 100 ? distance * (n / 100) ** 0.49 : distance;
  const m = Math.min(n, 100);
  const tail = Math.exp(
    -7.01256 * d ** 2 * (m + 2.78019) +
      2.99587 * d * Math.sqrt(m + 2.78019) -
      0.122119 +
      0.974598 / Math.sqrt(m) +
      1.67997 / m,
  );
  if (tail <= 0.1) return tail;
  const x = distance * stephensFactor(n);
  if (x <= 0.302) return 1;
  if (x <= 0.5)
    return 2.76773 - 19.828315 * x + 80.709644 * x ** 2 - 138.55152 * x ** 3 + 81.218052 * x ** 4;
  if (x <= 0.9)
    return -4.901232 + 40.662806 * x - 97.490286 * x ** 2 + 94.029866 * x ** 3 - 32.355711 * x ** 4;
  if (x <= 1.31)
    return 6.198765 - 19.558097 * x + 23.186922 * x ** 2 - 12.234627 * x ** 3 + 2.423045 * x ** 4;
  return 0;
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
