import { InputError } from '../errors.js';
import { DAY, SECOND } from '../time.js';

/** How fast a load is expected to grow: compounded. */
export interface GrowthRate {
  /** As typed. */
  readonly text: string;
  /** What is gained in one period, parts of 1. */
  readonly share: number;
  /** Whole microseconds. */
  readonly period: number;
}

/** The mean Gregorian year, which has 365.2425 days. */
const YEAR = 365.2425 * DAY;

/** A month is a twelfth of a year, so that a month is as long as any other. */
const PERIODS: Readonly<Record<string, number>> = {
  day: DAY,
  week: 7 * DAY,
  month: YEAR / 12,
  year: YEAR,
};

/**
 * Reads a rate of growth such as `8%/month`, `20%/year`, `1%/week`, `0.5%/day`.
 * @throws InputError if the text is of another form, or names no growth.
 */
export function parseGrowthRate(text: string): GrowthRate {
  const match = /^(\d+(?:\.\d+)?)%\/([a-z]+)$/.exec(text.replace(/\s+/g, ''));
  const period = match === null ? undefined : PERIODS[match[2]!];
  const share = match === null ? NaN : Number(`${match[1]!}e-2`);
  if (period === undefined || !Number.isFinite(share) || share === 0) {
    const periods = Object.keys(PERIODS).join(', ');
    throw new InputError(
      `--growth '${text}': expected a percentage above 0 and one of ${periods}, as in 8%/month`,
    );
  }
  return { text, share, period };
}

/**
 * When a load that grows from `end` on reaches a factor, rounded to whole seconds.
 * @param factor ≥ 1.
 * @param end when the load is what it is today, in whole microseconds.
 * @returns whole microseconds; null if it does so beyond the year 2255.
 */
export function whenReached(
  factor: number,
  { share, period }: GrowthRate,
  end: number,
): number | null {
  const after = (period * Math.log(factor)) / Math.log1p(share);
  const reached = end + Math.round(after / SECOND) * SECOND;
  return reached <= Number.MAX_SAFE_INTEGER ? reached : null;
}
