import type { DelayMs, ResultScenario } from '../../result/result.js';
import { printable } from '../printable.js';

/** A percentile of a delay that is not 0, in milliseconds. */
export interface DelaysRow {
  /** A category, or all requests. */
  readonly who: string;
  readonly percentile: (typeof PERCENTILES)[number][1];
  readonly delay: number;
}

/** Data source of `reports/charts/delays.vl.json`. */
export interface DelaysData {
  readonly delays: readonly DelaysRow[];
}

/** The row of all requests together. */
export const ALL_REQUESTS = 'all requests';

const PERCENTILES = [
  ['p50', 'median'],
  ['p90', '90%'],
  ['p99', '99%'],
  ['max', 'longest'],
] as const;

/** How long requests waited, of all and of each category of which some waited, those that waited longest first. */
export function delaysData(scenario: ResultScenario): DelaysData {
  const categories = delayedCategories(scenario).map(({ category, delayMs }) =>
    rowsOf(printable(category, 40), delayMs),
  );
  return { delays: [...rowsOf(ALL_REQUESTS, scenario.delayMs), ...categories.flat()] };
}

/** The categories of which some requests were late, those with the longest 99th percentile first. */
export function delayedCategories({ categories }: ResultScenario): ResultScenario['categories'] {
  return categories
    .filter(({ delayed }) => delayed > 0)
    .toSorted((a, b) => (b.delayMs.p99 ?? 0) - (a.delayMs.p99 ?? 0));
}

function rowsOf(who: string, delayMs: DelayMs): DelaysRow[] {
  return PERCENTILES.flatMap(([key, percentile]) => {
    const delay = delayMs[key] ?? 0;
    return delay > 0 ? [{ who, percentile, delay }] : [];
  });
}
