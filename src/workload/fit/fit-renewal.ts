import { randomExponential, randomLogNormal, randomPareto } from 'd3-random';
import type { RandomStream } from '../../random.js';
import { rounded } from './fit-quantity.js';
import { leastAt, normalBelow } from './fit-statistics.js';
import type { ArrivalProcess } from '../profile/workload.js';

/** A process whose gaps are drawn each on its own. */
export type RenewalProcess = Extract<ArrivalProcess, { kind: 'poisson' | 'log_normal' | 'pareto' }>;

/** The likeliest law of a kind. */
export interface RenewalFit {
  readonly process: RenewalProcess;
  /** Ln of the likelihood of all gaps. */
  readonly likelihood: number;
  /** How many numbers were fitted, rates apart. */
  readonly fitted: number;
}

/** The share of gaps that may be shorter than a Pareto law's least, by rounding and by what is not known of rates. */
const PARETO_OUTSIDE = 0.01;
const LEAST_ALPHA = 1.02;

/**
 * Fits a law by maximum likelihood.
 * @param gaps with the mean 1, all above 0.
 * @returns null if no law of the kind has such gaps.
 */
export function fitRenewal(kind: RenewalProcess['kind'], gaps: Float64Array): RenewalFit | null {
  switch (kind) {
    case 'poisson':
      return {
        process: { kind },
        likelihood: -gaps.reduce((sum, gap) => sum + gap, 0),
        fitted: 0,
      };
    case 'log_normal':
      return fitLogNormal(gaps);
    case 'pareto':
      return fitPareto(gaps);
  }
}

/** The share of gaps shorter than a length. */
export function shorterThan(process: RenewalProcess): (gap: number) => number {
  switch (process.kind) {
    case 'poisson':
      return (x) => -Math.expm1(-x);
    case 'log_normal':
      return (x) => normalBelow(Math.log(x) / process.sigma + process.sigma / 2);
    case 'pareto': {
      const { alpha } = process;
      const least = (alpha - 1) / alpha;
      return (x) => (x < least ? 0 : 1 - (least / x) ** alpha);
    }
  }
}

/** Draws gaps with the mean 1. */
export function gapDraws(process: RenewalProcess, stream: RandomStream): () => number {
  switch (process.kind) {
    case 'poisson':
      return randomExponential.source(stream)(1);
    case 'log_normal':
      return randomLogNormal.source(stream)(-(process.sigma ** 2) / 2, process.sigma);
    case 'pareto': {
      const { alpha } = process;
      const draw = randomPareto.source(stream)(alpha);
      return () => (draw() * (alpha - 1)) / alpha;
    }
  }
}

function fitLogNormal(gaps: Float64Array): RenewalFit {
  const n = gaps.length;
  let [logs, squares] = [0, 0];
  for (const gap of gaps) {
    const log = Math.log(gap);
    logs += log;
    squares += log ** 2;
  }
  const cost = (sigma: number): number =>
    n * Math.log(sigma * Math.sqrt(2 * Math.PI)) +
    logs +
    (squares + logs * sigma ** 2 + (n * sigma ** 4) / 4) / (2 * sigma ** 2);
  const sigma = rounded(leastAt(cost, 0.01, 10));
  return { process: { kind: 'log_normal', sigma }, likelihood: -cost(sigma), fitted: 1 };
}

/** Pareto gaps with the mean 1 are (α − 1)/α at least; those are none where more than a few are shorter. */
function fitPareto(gaps: Float64Array): RenewalFit | null {
  const logs = gaps.map(Math.log).sort();
  const n = logs.length;
  const shortest = Math.exp(logs[Math.floor(n * PARETO_OUTSIDE)]!);
  const highest = Math.min(100, 1 / (1 - Math.min(0.99, shortest)));
  if (highest <= LEAST_ALPHA) return null;
  const cost = (alpha: number): number => {
    const least = Math.log((alpha - 1) / alpha);
    const sum = logs.reduce((total, log) => total + Math.max(log, least), 0);
    return -(n * Math.log(alpha) + n * alpha * least - (alpha + 1) * sum);
  };
  const alpha = rounded(leastAt(cost, LEAST_ALPHA, highest));
  return { process: { kind: 'pareto', alpha }, likelihood: -cost(alpha), fitted: 1 };
}
