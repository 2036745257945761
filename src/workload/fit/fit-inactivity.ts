import { normalBelow } from './fit-statistics.js';

/** The pause that ends a visit, as the pauses themselves tell it. */
export interface Inactivity {
  /** Microseconds: a pause at least so long ends a visit. */
  readonly pause: number;
  /** How far the two kinds of pauses are apart, in their deviations (Ashman's D). */
  readonly separation: number;
  /** The share of pauses that the two laws put on the wrong side. */
  readonly misplaced: number;
}

/** Below this separation two kinds of pauses cannot be told apart; 2 is usual, but exponential gaps alone reach that. */
const LEAST_SEPARATION = 3;
/** The share of pauses that either kind has at least. */
const LEAST_SHARE = 0.05;
const FEWEST_PAUSES = 30;
const STEPS = 200;

/**
 * Finds the pause at which pauses within visits give way to those between them: two log-normal laws are
 * fitted to all pauses, and where their densities meet is the threshold (Halfaker and others, "User Session
 * Identification Based on Strong Regularities in Inter-activity Time", 2015).
 * @param pauses microseconds, all above 0.
 * @returns null if there are too few, or if they are of one kind (by the D of Ashman and others, "Detecting
 * Bimodality in Astronomical Datasets", 1994).
 */
export function findInactivity(pauses: readonly number[]): Inactivity | null {
  if (pauses.length < FEWEST_PAUSES) return null;
  const logs = pauses.map(Math.log).sort((a, b) => a - b);
  const [short, long] = fitTwoNormals(logs);
  const separation = ((long.mean - short.mean) * Math.SQRT2) / Math.hypot(short.sigma, long.sigma);
  if (separation < LEAST_SEPARATION) return null;
  if (Math.min(short.share, long.share) < LEAST_SHARE) return null;
  const limit = meetingPoint(short, long);
  const misplaced =
    short.share * (1 - normalBelow((limit - short.mean) / short.sigma)) +
    long.share * normalBelow((limit - long.mean) / long.sigma);
  return { pause: Math.round(Math.exp(limit)), separation, misplaced };
}

interface Normal {
  readonly share: number;
  readonly mean: number;
  readonly sigma: number;
}

/** Two normal laws by expectation-maximisation, from the split that leaves least variance within its sides. */
function fitTwoNormals(sorted: readonly number[]): [Normal, Normal] {
  const split = bestSplit(sorted);
  let first = normalOf(sorted, (_, i) => (i < split ? 1 : 0));
  let second = normalOf(sorted, (_, i) => (i < split ? 0 : 1));
  for (let step = 0; step < STEPS; step++) {
    const parts = sorted.map((x) => {
      const [a, b] = [density(first, x), density(second, x)];
      return a + b === 0 ? 0.5 : a / (a + b);
    });
    first = normalOf(sorted, (_, i) => parts[i]!);
    second = normalOf(sorted, (_, i) => 1 - parts[i]!);
  }
  return first.mean <= second.mean ? [first, second] : [second, first];
}

/** How many values are on the lower side. */
function bestSplit(sorted: readonly number[]): number {
  const total = sorted.reduce((sum, x) => sum + x, 0);
  let [best, most, below] = [1, -Infinity, 0];
  for (let i = 1; i < sorted.length; i++) {
    below += sorted[i - 1]!;
    const between = below ** 2 / i + (total - below) ** 2 / (sorted.length - i);
    if (between > most) [best, most] = [i, between];
  }
  return best;
}

const LEAST_SIGMA = 0.05;

function normalOf(
  values: readonly number[],
  weightOf: (value: number, index: number) => number,
): Normal {
  let [weights, sum, squares] = [1e-9, 0, 0];
  values.forEach((x, i) => {
    const weight = weightOf(x, i);
    weights += weight;
    sum += weight * x;
    squares += weight * x ** 2;
  });
  const mean = sum / weights;
  const sigma = Math.max(LEAST_SIGMA, Math.sqrt(Math.max(0, squares / weights - mean ** 2)));
  return { share: weights / values.length, mean, sigma };
}

function density({ share, mean, sigma }: Normal, x: number): number {
  return (share / sigma) * Math.exp(-(((x - mean) / sigma) ** 2) / 2);
}

/** Where the law of the greater values becomes the likelier one, between the means. */
function meetingPoint(short: Normal, long: Normal): number {
  let [low, high] = [short.mean, long.mean];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (density(short, middle) > density(long, middle)) low = middle;
    else high = middle;
  }
  return low;
}
