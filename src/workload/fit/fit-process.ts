import { HOUR } from '../../time.js';
import { namedStream } from '../../random.js';
import { createArrivals } from '../generate/arrivals.js';
import { burstsDocument, burstsLikelihood, fitBursts } from './fit-bursts.js';
import { measureDispersion, type Dispersion } from './fit-dispersion.js';
import { testGaps, type GapTest } from './fit-gap-test.js';
import { rescaledGaps, type Gap } from './fit-gaps.js';
import type { RateClock } from './fit-rate-clock.js';
import { fitRenewal } from './fit-renewal.js';
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
  /** Of the gaps, against the chosen process; null if there were too few or all are equal. */
  readonly ks: GapTest | null;
  /** The two scales at which bursts reproduce the dispersion; absent for other processes. */
  readonly fittedAt?: readonly [number, number];
}

const FEWEST_GAPS = 50;

/** Gaps count as equal if their coefficient of variation is below this. */
const EQUAL_VARIATION = 0.05;

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
  const expected = Float64Array.from(gaps, (gap) => gap.expected);
  const renewals = (['poisson', 'log_normal', 'pareto'] as const)
    .map((kind) => fitRenewal(kind, expected))
    .filter((fit) => fit !== null);
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
    ks: process.kind === 'constant' ? null : testGaps(process, gaps),
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
