import type { GrowthName } from '../../result/plan.js';

/** Today's load in figures. Times in whole microseconds. */
export interface TodayLoad {
  readonly requests: number;
  /** First and last timestamp. */
  readonly start: number;
  readonly end: number;
}

/** Factors that are worth trying, both inclusive. */
export interface FactorRange {
  readonly smallest: number;
  readonly largest: number;
}

/** Loads of more requests than this are not made, unless asked for. */
export const MOST_REQUESTS = 1e7;
const SMALLEST = 0.01;
const LARGEST = 1000;

/**
 * The factors of a growth: 0.01 to 1,000, up to where a load that gains requests has more than `mostRequests`,
 * and down to where one that is stretched in time goes beyond the year 2255. Today's load is always among them.
 */
export function factorRange(
  growth: GrowthName,
  { requests, start, end }: TodayLoad,
  mostRequests = MOST_REQUESTS,
): FactorRange {
  if (growth === 'speed') {
    const stretched = (end - start) / (Number.MAX_SAFE_INTEGER - start);
    return { smallest: Math.min(1, Math.max(SMALLEST, stretched)), largest: LARGEST };
  }
  const largest = Math.min(LARGEST, mostRequests / requests);
  return { smallest: SMALLEST, largest: Math.max(1, largest) };
}
