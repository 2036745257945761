import { HOUR } from '../../time.js';
import { namedStream } from '../../random.js';
import { createArrivals } from '../generate/arrivals.js';
import { burstsDocument, burstsLikelihood, fitBursts, visitBursts } from './fit-bursts.js';
import { measureDispersion, type Dispersion } from './fit-dispersion.js';
import { rescaledGaps, type Gap } from './fit-gaps.js';
import { rounded } from './fit-quantity.js';
import type { RateClock } from './fit-rate-clock.js';
import { leastAt, normalBelow, testUniform, type KsTest } from './fit-statistics.js';
import { countEvents, type UserEvents } from './fit-streams.js';
import type { RateSegment } from '../generate/rate-segments.js';
import type { ProcessDocument } from '../profile/workload-document.js';
import type { ArrivalProcess } from '../profile/workload.js';

/** A process that was tried. */
export interface ProcessCandidate {
  readonly process: ArrivalProcess;
  /** Akaike's information criterion of the gaps: less is likelier. */
  readonly aic: number;
  /** By what factor its clustering is off the recorded one, at the worst scale; 1 is exact. */
  readonly dispersionOff: number;
}

/** The process that was chosen. */
export interface ProcessFit {
  readonly process: ArrivalProcess;
  readonly document: ProcessDocument;
  /** The likeliest first; empty if there were too few gaps to choose by, and Poisson is taken. */
  readonly candidates: readonly ProcessCandidate[];
  /** Of the gaps, rescaled by the chosen process; null if there were too few or all are equal. */
  readonly ks: KsTest | null;
  /** The two scales at which bursts reproduce the dispersion; absent for other processes. */
  readonly fittedAt?: readonly [number, number];
}

const FEWEST_GAPS = 50;

/** Gaps count as equal if their coefficient of variation is below this. */
const EQUAL_VARIATION = 0.05;

/** The share of gaps that may be shorter than a Pareto law's least, by rounding and by what is not known of rates. */
const PARETO_OUTSIDE = 0.01;
const LEAST_ALPHA = 1.02;

/** A process whose clustering is off by more than this factor gives way to one that is nearer. */
export const DISPERSION_BAND = 1.5;

/**
 * Chooses how gaps vary: constant if they are about equal; else, of exponential, log-normal and Pareto gaps
 * and of bursts, the likeliest (by AIC) whose clustering is within `DISPERSION_BAND` of the recorded one, for limits
 * count requests in windows; if there is none, the one whose clustering is nearest.
 */
export function fitProcess(
  byUser: readonly UserEvents[],
  clock: RateClock,
  dispersions: readonly Dispersion[],
): ProcessFit {
  const gaps = rescaledGaps(byUser, clock);
  const poisson = { kind: 'poisson' } as const;
  if (gaps.length < FEWEST_GAPS) {
    return { process: poisson, document: 'poisson', candidates: [], ks: null };
  }
  if (variationOf(gaps) < EQUAL_VARIATION) {
    return { process: { kind: 'constant' }, document: 'constant', candidates: [], ks: null };
  }
  const bursts = fitBursts(gaps, dispersions, userRate(byUser, clock));
  const judge = ({ process, likelihood, fitted }: Tried): ProcessCandidate => ({
    process,
    aic: 2 * fitted - 2 * likelihood,
    dispersionOff: dispersionOff(process, byUser, clock, dispersions),
  });
  const renewals: Tried[] = [
    { process: poisson, likelihood: -sumOf(gaps, (x) => x), fitted: 0 },
    logNormal(gaps),
    ...pareto(gaps),
  ];
  const ofBursts = bursts.map(({ process }) =>
    judge({ process, likelihood: burstsLikelihood(process, gaps), fitted: 3 }),
  );
  const bestBursts = ofBursts.slice(0, 1).map(() => nearestOf(ofBursts));
  const candidates = [...renewals.map(judge), ...bestBursts].sort((a, b) => a.aic - b.aic);
  const { process } = nearestOf(candidates);
  const scales = bursts.find((fit) => fit.process === process)?.scales;
  return {
    process,
    document: documentOf(process),
    candidates,
    ks: testUniform(shorterShares(process, gaps)),
    ...(scales && { fittedAt: scales }),
  };
}

interface Tried {
  readonly process: ArrivalProcess;
  readonly likelihood: number;
  readonly fitted: number;
}

/** The first whose clustering is within the band; else the one that is least off. */
function nearestOf(candidates: readonly ProcessCandidate[]): ProcessCandidate {
  return (
    candidates.find((one) => one.dispersionOff <= DISPERSION_BAND) ??
    candidates.reduce((best, one) => (one.dispersionOff < best.dispersionOff ? one : best))
  );
}

/** Firings a microsecond of a user, averaged over firings of all users and hours. */
function userRate(byUser: readonly UserEvents[], clock: RateClock): number {
  const squares = hourlyRates(clock).reduce(
    (sum, { from, to, rate }) => sum + (to - from) * rate ** 2,
    0,
  );
  const perUser = byUser.reduce((sum, { times }) => sum + times.length ** 2, 0);
  return (squares * perUser) / countEvents(byUser);
}

/** Hour by hour, the rate a microsecond at which one request in all comes. */
function hourlyRates(clock: RateClock): RateSegment[] {
  const segments: RateSegment[] = [];
  for (let from = clock.from; from < clock.to; from += HOUR) {
    const to = Math.min(clock.to, from + HOUR);
    segments.push({ from, to, rate: (clock.at(to) - clock.at(from)) / (to - from) / clock.total });
  }
  return segments;
}

function sumOf(gaps: readonly Gap[], of: (expected: number) => number): number {
  return gaps.reduce((sum, { expected }) => sum + of(expected), 0);
}

function variationOf(gaps: readonly Gap[]): number {
  const mean = sumOf(gaps, (x) => x) / gaps.length;
  return Math.sqrt(sumOf(gaps, (x) => (x - mean) ** 2) / gaps.length) / mean;
}

function logNormal(gaps: readonly Gap[]): Tried {
  const n = gaps.length;
  const logs = sumOf(gaps, Math.log);
  const squares = sumOf(gaps, (x) => Math.log(x) ** 2);
  const cost = (sigma: number): number =>
    n * Math.log(sigma * Math.sqrt(2 * Math.PI)) +
    logs +
    (squares + logs * sigma ** 2 + (n * sigma ** 4) / 4) / (2 * sigma ** 2);
  const sigma = rounded(leastAt(cost, 0.01, 10));
  return { process: { kind: 'log_normal', sigma }, likelihood: -cost(sigma), fitted: 1 };
}

/** Pareto gaps with the mean 1 are (α − 1)/α at least; those are none where more than a few are shorter. */
function pareto(gaps: readonly Gap[]): Tried[] {
  const logs = gaps.map(({ expected }) => Math.log(expected)).sort((a, b) => a - b);
  const n = logs.length;
  const shortest = Math.exp(logs[Math.floor(n * PARETO_OUTSIDE)]!);
  const highest = Math.min(100, 1 / (1 - Math.min(0.99, shortest)));
  if (highest <= LEAST_ALPHA) return [];
  const cost = (alpha: number): number => {
    const least = Math.log((alpha - 1) / alpha);
    const sum = logs.reduce((total, log) => total + Math.max(log, least), 0);
    return -(n * Math.log(alpha) + n * alpha * least - (alpha + 1) * sum);
  };
  const alpha = rounded(leastAt(cost, LEAST_ALPHA, highest));
  return [{ process: { kind: 'pareto', alpha }, likelihood: -cost(alpha), fitted: 1 }];
}

/** How far the clustering of a process, at the curve's rate, is off the recorded one: the largest factor of any scale. */
function dispersionOff(
  process: ArrivalProcess,
  byUser: readonly UserEvents[],
  clock: RateClock,
  recorded: readonly Dispersion[],
): number {
  const copies = Math.min(10, Math.max(1, Math.round(20_000 / countEvents(byUser))));
  const segments = hourlyRates(clock);
  const made: UserEvents[] = [];
  const arrivals = createArrivals(process, byUser.length * copies);
  for (let user = 0; user < byUser.length * copies; user++) {
    const times: number[] = [];
    const weight = byUser[user % byUser.length]!.times.length;
    arrivals.day(user, weight, segments, namedStream(1, 'fit', process.kind, user), (at) => {
      times.push(at);
    });
    made.push({ user, times: Float64Array.from(times) });
  }
  const ofProcess = measureDispersion(made, clock, 0);
  return recorded.reduce((worst, { scale, perUser, error }) => {
    const other = ofProcess.find((one) => one.scale === scale)?.perUser ?? 1;
    const slack = 2 * error;
    const off = perUser > other ? (perUser - slack) / other : (other - slack) / perUser;
    return Math.max(worst, off);
  }, 1);
}

function shorterShares(process: ArrivalProcess, gaps: readonly Gap[]): Float64Array {
  const shares = new Float64Array(gaps.length);
  if (process.kind === 'bursts') {
    let i = 0;
    visitBursts(process, gaps, (_density, shorter) => {
      shares[i++] = shorter;
    });
    return shares;
  }
  const shorter = cumulativeOf(process);
  gaps.forEach(({ expected }, i) => (shares[i] = shorter(expected)));
  return shares;
}

function cumulativeOf(process: Exclude<ArrivalProcess, { kind: 'bursts' }>): (x: number) => number {
  switch (process.kind) {
    case 'constant':
      return (x) => (x < 1 ? 0 : 1);
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

function documentOf(process: ArrivalProcess): ProcessDocument {
  switch (process.kind) {
    case 'poisson':
    case 'constant':
      return process.kind;
    case 'bursts':
      return { bursts: burstsDocument(process) };
    case 'log_normal':
      return { log_normal: { sigma: process.sigma } };
    case 'pareto':
      return { pareto: { alpha: process.alpha } };
  }
}
