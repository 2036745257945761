import { formatDuration } from '../../time.js';
import { normalBelow, testLogNormal } from './fit-statistics.js';
import type { Quantity } from '../profile/workload-document.js';

/** A list of up to so many different values is kept as it is. */
const FEW_VALUES = 8;
/** Durations that vary less than this, by the deviation of their logarithm, count as equal. */
const EQUAL_SIGMA = 0.05;
/** A law stands for values if its mean is off by no more than this share, … */
const MEAN_BAND = 0.03;
/** … and the shares below any value by no more than this. */
const LARGEST_DISTANCE = 0.1;
/** Values that no law stands for are cut into so many parts of equal size. */
const PARTS = 20;

/**
 * Whole numbers as one number or a choice of few; else the likeliest of a geometric and a log-normal law
 * that stands for them; if neither does, a choice of the means of their twentieths.
 */
export function fitCounts(values: readonly number[]): Quantity {
  const seen = new Map<number, number>();
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
  if (seen.size === 1) return values[0]!;
  const pairs = [...seen].sort(([a], [b]) => a - b);
  if (seen.size <= FEW_VALUES) return choiceOf(pairs);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [best] = [geometricOf(pairs, mean), logNormalCounts(values, pairs)]
    .map((law) => ({ law, ...judgeLaw(law, pairs, mean) }))
    .filter(({ meanOff, distance }) => meanOff <= MEAN_BAND && distance <= LARGEST_DISTANCE)
    .sort((a, b) => b.likelihood - a.likelihood);
  return best?.law.document ?? choiceOf(partsOf(values, Math.round));
}

/**
 * Durations (in microseconds) as one, if they are about equal, or a log-normal law, if it stands for them;
 * else a choice of the means of their twentieths. The shortest and the longest hundredth are left out.
 */
export function fitDurations(values: readonly number[]): Quantity {
  const sorted = [...values].sort((a, b) => a - b);
  const out = Math.floor(sorted.length / 100);
  const inner = sorted.slice(out, sorted.length - out);
  const { median, sigma } = logNormalOf(inner);
  if (sigma < EQUAL_SIGMA) return durationText(inner[Math.floor(inner.length / 2)]!);
  const { distance, critical } = testLogNormal(inner);
  if (distance > Math.max(LARGEST_DISTANCE, critical)) {
    return choiceOf(partsOf(inner, (value) => value).map(([us, n]) => [durationText(us), n]));
  }
  return {
    log_normal: {
      median: durationText(median),
      sigma: rounded(sigma),
      most: durationText(inner.at(-1)!),
    },
  };
}

/** A number as a person writes it: so many digits that count. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}

/** A duration of at least a microsecond, in few digits. */
function durationText(us: number): string {
  return formatDuration(Math.max(1, Math.round(rounded(us))));
}

/** Different values and how often each is taken. */
type Counted<Value> = readonly (readonly [value: Value, count: number])[];

function choiceOf(pairs: Counted<number> | Counted<string>): Quantity {
  const weights = pairs.map(([, count]) => count);
  return {
    choice: {
      values: pairs.map(([value]) => value),
      ...(weights.some((weight) => weight !== weights[0]) && { weights }),
    },
  };
}

/** The means of parts of equal size, in order; parts of one mean are one. */
function partsOf(
  values: readonly number[],
  round: (mean: number) => number,
): [value: number, count: number][] {
  const sorted = [...values].sort((a, b) => a - b);
  const parts = Math.min(PARTS, sorted.length);
  const pairs: [number, number][] = [];
  for (let i = 0; i < parts; i++) {
    const part = sorted.slice(
      Math.floor((i * sorted.length) / parts),
      Math.floor(((i + 1) * sorted.length) / parts),
    );
    const mean = round(part.reduce((sum, value) => sum + value, 0) / part.length);
    const last = pairs.at(-1);
    if (last?.[0] === mean) last[1] += 1;
    else pairs.push([mean, 1]);
  }
  return pairs;
}

/** A law of whole numbers. */
interface CountLaw {
  readonly document: Quantity;
  /** The chance of at most this number. */
  readonly upTo: (value: number) => number;
  readonly mean: number;
}

function geometricOf(pairs: Counted<number>, mean: number): CountLaw {
  const fitted = Math.max(1, rounded(mean));
  const usable = pairs[0]![0] >= 1;
  return {
    document: { geometric: fitted },
    upTo: (value) => (usable ? 1 - (1 - 1 / fitted) ** value : 0),
    mean: fitted,
  };
}

/** By maximum likelihood of the values above 0. */
function logNormalCounts(values: readonly number[], pairs: Counted<number>): CountLaw {
  const law = logNormalOf(values);
  const median = Math.max(1, Math.round(law.median));
  const sigma = rounded(law.sigma);
  const most = Math.max(1, pairs.at(-1)![0]);
  const upTo = (value: number): number =>
    value >= most ? 1 : normalBelow(Math.log((value + 0.5) / median) / sigma);
  let mean = 0;
  for (let value = 0; value < most; value++) mean += 1 - upTo(value);
  return { document: { log_normal: { median, sigma, most } }, upTo, mean };
}

function judgeLaw(
  { upTo, mean }: CountLaw,
  pairs: Counted<number>,
  recorded: number,
): { meanOff: number; distance: number; likelihood: number } {
  const all = pairs.reduce((sum, [, count]) => sum + count, 0);
  let [likelihood, distance, below] = [0, 0, 0];
  for (const [value, count] of pairs) {
    const chance = upTo(value) - (value === 0 ? 0 : upTo(value - 1));
    likelihood += count * Math.log(Math.max(chance, 1e-300));
    below += count;
    distance = Math.max(distance, Math.abs(below / all - upTo(value)));
  }
  return { meanOff: Math.abs(mean / recorded - 1), distance, likelihood };
}

function logNormalOf(values: readonly number[]): { median: number; sigma: number } {
  const logs = values.filter((value) => value > 0).map(Math.log);
  if (logs.length === 0) return { median: 0, sigma: 0 };
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
  return { median: Math.exp(mean), sigma: Math.min(10, Math.sqrt(variance)) };
}
