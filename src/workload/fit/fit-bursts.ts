import { formatDuration, MILLISECOND, MINUTE, SECOND } from '../../time.js';
import type { Dispersion } from './fit-dispersion.js';
import type { Gap } from './fit-gaps.js';
import { rounded } from './fit-quantity.js';
import type { ArrivalProcess } from '../profile/workload.js';

export type Bursts = Extract<ArrivalProcess, { kind: 'bursts' }>;

/** Pairs of scales that bursts are fitted at, the first choice first. */
const PAIRS = [
  [SECOND, MINUTE],
  [10 * SECOND, 10 * MINUTE],
  [MINUTE, 10 * MINUTE],
  [10 * MINUTE, 60 * MINUTE],
] as const;

/** An index of dispersion this many standard deviations above 1 is no chance. */
const SURE = 4;

/** Shares of the largest share of time that bursts may take. */
const SHARES = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** Bursts, and the two scales at which their dispersion is the recorded one. */
export interface BurstsFit {
  readonly process: Bursts;
  readonly scales: readonly [number, number];
}

/**
 * Fits a Markov-modulated Poisson process of two phases. With the mean rate λ kept, its index of dispersion
 * at a length t is 1 + (2·C·λ/r)·(1 − (1 − e^(−rt))/(rt)), where C is the squared coefficient of variation
 * of the rate and r the sum of the two rates of change (Fischer and Meier-Hellstern, "The Markov-modulated
 * Poisson process (MMPP) cookbook", 1993). The recorded index at two scales gives r and C; the share of
 * time within bursts, which neither shows, is the likeliest.
 * @param rate requests a microsecond of a user, averaged over requests.
 * @returns a fit for each pair of scales that shows bursts, the shortest scales first.
 */
export function fitBursts(
  gaps: readonly Gap[],
  dispersions: readonly Dispersion[],
  rate: number,
): BurstsFit[] {
  const fits: BurstsFit[] = [];
  const at = new Map(dispersions.map((dispersion) => [dispersion.scale, dispersion]));
  for (const scales of PAIRS) {
    const [short, long] = scales.map((scale) => at.get(scale));
    if (short === undefined || long === undefined) continue;
    if (short.perUser < 1 + SURE * short.error || long.perUser < 1 + SURE * long.error) continue;
    const change = changeRate(short, long);
    if (change === null) continue;
    const variation = ((long.perUser - 1) * change) / (2 * rate * excess(change * long.scale));
    const candidates = SHARES.map((part) => burstsOf(variation, change, part / (1 + variation)));
    const [best] = candidates
      .filter((process) => process.factor <= 1e6)
      .map((process) => ({ process, score: burstsLikelihood(process, gaps) }))
      .sort((a, b) => b.score - a.score);
    if (best !== undefined) fits.push({ process: best.process, scales });
  }
  return fits;
}

/** 1 − (1 − e^−x)/x: what part of its limit the dispersion has reached. */
function excess(x: number): number {
  return x < 1e-4 ? x / 2 : 1 + Math.expm1(-x) / x;
}

/** The sum of both rates of change, a microsecond, that gives the two indexes; null if there is none. */
function changeRate(short: Dispersion, long: Dispersion): number | null {
  const wanted = (short.perUser - 1) / (long.perUser - 1);
  const ratio = (rate: number): number => excess(rate * short.scale) / excess(rate * long.scale);
  let low = 1e-3 / long.scale;
  let high = 1e3 / short.scale;
  if (wanted <= ratio(low) || wanted >= ratio(high)) return null;
  for (let step = 0; step < 100; step++) {
    const middle = Math.sqrt(low * high);
    if (ratio(middle) < wanted) low = middle;
    else high = middle;
  }
  return low;
}

function burstsOf(variation: number, change: number, share: number): Bursts {
  const root = Math.sqrt(variation);
  const factor = 1 + root / (Math.sqrt(share * (1 - share)) - root * share);
  const length = wholeTime(1 / (change * (1 - share)));
  return { kind: 'bursts', factor: rounded(factor), length, every: wholeTime(length / share) };
}

/** Microseconds in few digits, in whole milliseconds where that is as good. */
function wholeTime(us: number): number {
  const short = Math.max(1, Math.round(rounded(us)));
  return short < 10 * MILLISECOND ? short : Math.round(short / MILLISECOND) * MILLISECOND;
}

/** Bursts as a person writes them. */
export function burstsDocument({ factor, length, every }: Bursts): {
  factor: number;
  length: string;
  every: string;
} {
  return { factor, length: formatDuration(length), every: formatDuration(every) };
}

/** Told each gap's density and the chance of a shorter one, given all before it. */
type VisitGap = (density: number, shorter: number) => void;

/** Ln of the likelihood of all gaps. */
export function burstsLikelihood(process: Bursts, gaps: readonly Gap[]): number {
  let sum = 0;
  visitBursts(process, gaps, (density) => {
    sum += Math.log(Math.max(density, 1e-300));
  });
  return sum;
}

/**
 * Follows the chances of both phases from gap to gap (the forward algorithm). Densities are in time measured
 * by expected firings, as those of other processes are, while phases run in real time.
 */
export function visitBursts(
  { factor, length, every }: Bursts,
  gaps: readonly Gap[],
  visit: VisitGap,
): void {
  const share = length / every;
  const calm = 1 / (1 - share + share * factor);
  const [begin, end] = [1 / (every - length), 1 / length];
  const [quietSpeed, burstSpeed] = [calm, calm * factor];
  let quiet = 1 - share;
  let burst = share;
  for (const { starts, real, expected } of gaps) {
    if (starts) [quiet, burst] = [(1 - share) * quietSpeed, share * burstSpeed];
    if (starts) [quiet, burst] = [quiet / (quiet + burst), burst / (quiet + burst)];
    const perTime = expected / real;
    const a = -(begin + quietSpeed * perTime);
    const d = -(end + burstSpeed * perTime);
    const middle = (a + d) / 2;
    const half = Math.sqrt(((a - d) / 2) ** 2 + begin * end);
    const top = Math.exp((middle + half) * real);
    const shrink = Math.exp(-2 * half * real);
    const cosh = (top * (1 + shrink)) / 2;
    const sinh = (top * (1 - shrink)) / 2 / half;
    const nextQuiet = quiet * (cosh + sinh * (a - middle)) + burst * sinh * end;
    const nextBurst = burst * (cosh + sinh * (d - middle)) + quiet * sinh * begin;
    const density = nextQuiet * quietSpeed + nextBurst * burstSpeed;
    visit(density, 1 - (nextQuiet + nextBurst));
    quiet = density > 0 ? (nextQuiet * quietSpeed) / density : 1 - share;
    burst = 1 - quiet;
  }
}
