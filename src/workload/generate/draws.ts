import {
  randomExponential,
  randomGeometric,
  randomLogNormal,
  randomPareto,
  randomPoisson,
} from 'd3-random';
import type { RandomStream } from '../../random.js';
import type { Distribution } from '../profile/distribution.js';

/** What is drawn from one stream. What is certain draws nothing. */
export interface Draws {
  readonly stream: RandomStream;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** A whole number of at least 0 from a distribution. */
  sample(distribution: Distribution): number;
}

type Sampler = () => number;

/**
 * Draws from a stream by d3-random. Samplers belong to the stream, for some keep half of a pair of draws
 * for the next time. Logarithms, exponentials and powers are those of the JavaScript engine, which may
 * differ in the last bit from one engine to another; the same engine gives the same numbers.
 */
export function createDraws(stream: RandomStream): Draws {
  let samplers: Map<Distribution, Sampler> | undefined;
  return {
    stream,
    chance: (probability) => probability >= 1 || (probability > 0 && stream() < probability),
    sample(distribution) {
      if (distribution.kind === 'constant') return distribution.value;
      samplers ??= new Map();
      let sampler = samplers.get(distribution);
      if (sampler === undefined) {
        sampler = createSampler(distribution, stream);
        samplers.set(distribution, sampler);
      }
      return sampler();
    },
  };
}

function createSampler(distribution: Distribution, stream: RandomStream): Sampler {
  switch (distribution.kind) {
    case 'constant':
      return () => distribution.value;
    case 'uniform': {
      const { from, to } = distribution;
      return () => from + Math.floor(stream() * (to - from + 1));
    }
    case 'exponential':
      return cut(randomExponential.source(stream)(1 / distribution.mean), distribution.most);
    case 'log_normal': {
      const { median, sigma, most } = distribution;
      const factor = randomLogNormal.source(stream)(0, sigma);
      return cut(() => median * factor(), most);
    }
    case 'pareto': {
      const { least, alpha, most } = distribution;
      const factor = randomPareto.source(stream)(alpha);
      return cut(() => least * factor(), most);
    }
    case 'poisson':
      return randomPoisson.source(stream)(distribution.mean);
    case 'geometric':
      return randomGeometric.source(stream)(1 / distribution.mean);
    case 'choice':
      return choiceOf(distribution.values, distribution.weights, stream);
  }
}

/** The largest whole number below which every sum of a day and a draw is exact. */
const LARGEST = 2 ** 52;

function cut(sampler: Sampler, most: number): Sampler {
  const end = Math.min(most, LARGEST);
  return () => Math.round(Math.min(sampler(), end));
}

function choiceOf(
  values: readonly number[],
  weights: readonly number[],
  stream: RandomStream,
): Sampler {
  const pick = weightedPick(weights);
  return () => values[pick(stream)]!;
}

/** Draws the index of one of some weights, of which one at least is above 0. */
export function weightedPick(weights: readonly number[]): (stream: RandomStream) => number {
  let total = 0;
  const sums = weights.map((weight) => (total += weight));
  const last = weights.findLastIndex((weight) => weight > 0);
  return (stream) => {
    const at = stream() * total;
    const index = sums.findIndex((sum) => at < sum);
    return index === -1 ? last : index;
  };
}
