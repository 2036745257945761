import type { Result, ResultWorkload } from '../../src/result/result.js';
import { START } from './sample-result.js';
import { weekResult } from './week-result.js';

/** Buckets of 10 minutes in a week. */
const BUCKETS = 7 * 144;

/** Ten categories with their requests in 10 minutes, of which the last two are gathered. */
const CATEGORIES = {
  org_analytics: 4,
  org_read: 7,
  ads_read: 2,
  ads_write: 2,
  ads_analytics: 2,
  catalogs_read: 1,
  catalogs_write: 1,
  trends_read: 1,
  org_write: 1,
  advanced_auction_read: 1,
};

/** Two sources that together send 22 requests in each 10 minutes of a week: one evenly, one only by night. */
export const weekWorkload: ResultWorkload = {
  name: 'agency-week',
  title: 'An agency’s week',
  seed: 42,
  bucketMs: 600_000,
  start: START,
  sources: {
    nightly: Array.from({ length: BUCKETS }, (_, i) => (i % 144 < 36 ? 22 : 0)),
    dashboard: Array.from({ length: BUCKETS }, (_, i) => (i % 144 < 36 ? 0 : 22)),
  },
  categories: Object.fromEntries(
    Object.entries(CATEGORIES).map(([name, requests]) => [
      name,
      new Array<number>(BUCKETS).fill(requests),
    ]),
  ),
};

/** The week, generated from a profile. */
export function workloadResult(change: Partial<ResultWorkload> = {}): Result {
  return { ...weekResult(), workload: { ...weekWorkload, ...change } };
}
