import { DAY, HOUR, MINUTE } from '../../time.js';
import { localHours } from '../profile/calendar.js';
import { rounded } from './fit-quantity.js';
import { SHORT_RECORDING, type FitWindow } from './fit-streams.js';
import { weekOf } from '../generate/rate-curve.js';
import { chiSquareAbove } from './fit-statistics.js';
import type { CurveDocument } from '../profile/workload-document.js';

/** The shapes that a curve may have, the simplest first. */
export type CurveShape = 'flat' | 'hours' | 'hours and days' | 'week';

/** A rate curve, and how well it holds hour by hour. */
export interface CurveFit {
  readonly shape: CurveShape;
  /** Absent if it is flat. */
  readonly document?: CurveDocument;
  /** 168 factors with the mean 1, by local hour of the week. */
  readonly week: readonly number[];
  /** How many numbers were fitted. */
  readonly fitted: number;
  /** Chi-square of the hourly counts, over the clustering within hours; null if no degree of freedom is left. */
  readonly test: {
    readonly chiSquare: number;
    readonly degrees: number;
    readonly p: number;
  } | null;
  /** The index of dispersion of 10-minute counts within hours, 1 at least, by which chi-square is divided. */
  readonly clustering: number;
}

/** A week is one if no more than a day of it is missing. */
const WEEK_LEAST = 6 * DAY;

const WITHIN = 10 * MINUTE;

/**
 * Fits the rate by hour: flat, by hour of the day (recordings of a day or more), by hour and day, or by
 * each hour of the week (of a week or more). Of these the one with the least quasi-AIC, so that hours are
 * told apart only as far as clustered counts support it (Burnham and Anderson, "Model Selection and
 * Multimodel Inference", 2002, section 2.5).
 * @param times of all requests, in order.
 */
export function fitCurve(times: Float64Array, window: FitWindow, zone: string): CurveFit {
  const span = window.to - window.from;
  const flat = { shape: 'flat' as const, week: new Array<number>(168).fill(1), fitted: 1 };
  if (times.length === 0 || span < SHORT_RECORDING) return { ...flat, test: null, clustering: 1 };
  const hours = countHours(times, window, zone);
  const clustering = clusteringWithin(times, hours);
  const candidates = [flat, byHour(hours)];
  if (span >= WEEK_LEAST) candidates.push(byHourAndDay(hours), byWeek(hours));
  const best = candidates
    .map((curve) => ({ curve, score: quasiAic(curve, hours, clustering) }))
    .reduce((least, next) => (next.score < least.score ? next : least)).curve;
  return { ...best, test: testHours(best, hours, clustering), clustering };
}

interface Hour {
  readonly from: number;
  readonly length: number;
  readonly hourOfWeek: number;
  count: number;
}

type Curve = Pick<CurveFit, 'shape' | 'document' | 'week' | 'fitted'>;

function countHours(times: Float64Array, { from, to }: FitWindow, zone: string): Hour[] {
  let next = 0;
  return localHours(from, to, zone).map((hour) => {
    const first = next;
    while (next < times.length && times[next]! < hour.to) next += 1;
    const { hourOfWeek } = hour;
    return { from: hour.from, length: hour.to - hour.from, hourOfWeek, count: next - first };
  });
}

function clusteringWithin(times: Float64Array, hours: readonly Hour[]): number {
  let deviations = 0;
  let degrees = 0;
  let next = 0;
  for (const { from, length, count } of hours) {
    const parts = new Array<number>(Math.round(HOUR / WITHIN)).fill(0);
    for (const end = next + count; next < end; next++) {
      const part = Math.min(parts.length - 1, Math.floor((times[next]! - from) / WITHIN));
      parts[part]! += 1;
    }
    if (length !== HOUR || count === 0) continue;
    const mean = count / parts.length;
    deviations += parts.reduce((sum, part) => sum + (part - mean) ** 2, 0);
    degrees += (count * (parts.length - 1)) / parts.length;
  }
  return degrees === 0 ? 1 : Math.max(1, deviations / degrees);
}

/** Requests an hour by some key of the hours; `fallback` where no hour of the key was recorded. */
function rates(
  hours: readonly Hour[],
  keys: number,
  keyOf: (hour: Hour) => number,
  fallback: (key: number) => number,
): number[] {
  const counts = new Float64Array(keys);
  const lengths = new Float64Array(keys);
  for (const hour of hours) {
    counts[keyOf(hour)]! += hour.count;
    lengths[keyOf(hour)]! += hour.length;
  }
  return Array.from(counts, (count, key) =>
    lengths[key] === 0 ? fallback(key) : (count * HOUR) / lengths[key]!,
  );
}

function byHour(hours: readonly Hour[]): Curve {
  const weights = scaled(
    rates(
      hours,
      24,
      ({ hourOfWeek }) => hourOfWeek % 24,
      () => 0,
    ),
  );
  const week = scaled(weekOf(weights, new Array<number>(7).fill(1)));
  return { shape: 'hours', document: { hours: weights }, week, fitted: 24 };
}

/** Hours times days, by maximum likelihood of Poisson counts: each fitted in turn until both hold. */
function byHourAndDay(hours: readonly Hour[]): Curve {
  let ofDays = new Array<number>(7).fill(1);
  let ofHours: number[] = [];
  const weighted = (weights: readonly number[], keyOf: (hour: Hour) => number): Hour[] =>
    hours.map((hour) => ({ ...hour, length: hour.length * weights[keyOf(hour)]! }));
  const dayOf = ({ hourOfWeek }: Hour): number => Math.floor(hourOfWeek / 24);
  const hourOf = ({ hourOfWeek }: Hour): number => hourOfWeek % 24;
  for (let turn = 0; turn < 20; turn++) {
    ofHours = rates(weighted(ofDays, dayOf), 24, hourOf, () => 0);
    ofDays = rates(weighted(ofHours, hourOf), 7, dayOf, () => 0);
  }
  const document = { hours: scaled(ofHours), days: scaled(ofDays) };
  const week = scaled(weekOf(document.hours, document.days));
  return { shape: 'hours and days', document, week, fitted: 30 };
}

/** Hours of the week that were not recorded take the product of their hour and day. */
function byWeek(hours: readonly Hour[]): Curve {
  const product = byHourAndDay(hours).week;
  const level = hours.reduce((sum, { count }) => sum + count, 0) / hours.length;
  const weights = scaled(
    rates(
      hours,
      168,
      ({ hourOfWeek }) => hourOfWeek,
      (key) => product[key]! * level,
    ),
  );
  return { shape: 'week', document: { week: weights }, week: scaled(weights), fitted: 168 };
}

/** Weights with the mean 1, in few digits. */
function scaled(weights: readonly number[]): number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => (mean === 0 ? 1 : rounded(weight / mean)));
}

function expectedOf({ week }: Curve, hours: readonly Hour[]): number[] {
  const shares = hours.map(({ length, hourOfWeek }) => length * week[hourOfWeek]!);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const requests = hours.reduce((sum, { count }) => sum + count, 0);
  return shares.map((share) => (requests * share) / total);
}

function quasiAic(curve: Curve, hours: readonly Hour[], clustering: number): number {
  const expected = expectedOf(curve, hours);
  const deviance = hours.reduce(
    (sum, { count }, i) => sum + (count === 0 ? 0 : 2 * count * Math.log(count / expected[i]!)),
    0,
  );
  return deviance / clustering + 2 * curve.fitted;
}

function testHours(curve: Curve, hours: readonly Hour[], clustering: number): CurveFit['test'] {
  const degrees = hours.length - curve.fitted;
  if (degrees <= 0) return null;
  const expected = expectedOf(curve, hours);
  const chiSquare =
    hours.reduce(
      (sum, { count }, i) =>
        sum + (expected[i] === 0 ? 0 : (count - expected[i]!) ** 2 / expected[i]!),
      0,
    ) / clustering;
  return { chiSquare, degrees, p: chiSquareAbove(chiSquare, degrees) };
}
