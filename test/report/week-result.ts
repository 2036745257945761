import type { Result, ResultScenario, ResultSeries } from '../../src/result/result.js';
import {
  DAY_MS,
  dropTotals,
  NO_DELAY,
  sampleLimit,
  sampleResult,
  sampleScenario,
  START,
} from './sample-result.js';

const BUCKET_MS = 600_000;
const BUCKETS_A_DAY = DAY_MS / BUCKET_MS;

/** Of each category: requests in an ordinary bucket by day, the trial limit a day, the standard limit a minute. */
const CATEGORIES: readonly (readonly [
  name: string,
  rate: number,
  trial: number,
  standard: number,
])[] = [
  ['ads_analytics', 9, 1000, 300],
  ['ads_read', 6, 1000, 1000],
  ['ads_write', 2.4, 300, 400],
  ['advanced_auction_read', 0.4, 1000, 50],
  ['advanced_auction_write', 0.2, 1000, 25],
  ['catalogs_read', 1.3, 1000, 100],
  ['catalogs_write', 0.8, 1000, 100],
  ['org_analytics', 2, 1000, 60],
  ['org_read', 3.1, 1000, 1000],
  ['org_write', 1.1, 300, 100],
  ['trends_read', 0, 1000, 60],
];

/** Requests of a category in a bucket: more by day than by night and at the weekend, and a burst now and then. */
function offeredIn(bucket: number, category: number): number {
  const rate = CATEGORIES[category]![1];
  const hour = (bucket % BUCKETS_A_DAY) / 6;
  const day = Math.floor(bucket / BUCKETS_A_DAY);
  const byHour = hour < 6 ? 0.15 : 1 + Math.sin(((hour - 6) / 18) * Math.PI);
  const byDay = day < 5 ? 1 : 0.35;
  const wobble = ((bucket * 7919 + category * 104_729) % 100) / 60;
  const burst = category === 0 && bucket % 251 === 90 ? 12 : 1;
  return Math.round(rate * byHour * byDay * wobble * burst);
}

/** A week under limits of one window each: admits bucket by bucket what the category and all together have room for. */
function weekScenario(tier: 'trial' | 'standard'): ResultScenario {
  const isTrial = tier === 'trial';
  const windowBuckets = isTrial ? BUCKETS_A_DAY : 1;
  const length = 7 * BUCKETS_A_DAY;
  const all = CATEGORIES.length;
  const limits = [...CATEGORIES.map((row) => row[isTrial ? 2 : 3]), isTrial ? 1000 : 1200];
  const zeros = () => new Array<number>(length).fill(0);
  const series = { offered: zeros(), admitted: zeros(), throttled: zeros() };
  const use = limits.map(zeros);
  const demand = limits.map(zeros);
  const sums = limits.map(() => ({
    offered: 0,
    throttled: 0,
    bound: 0,
    first: null as string | null,
  }));
  const boundBy = (limit: number, count: number, bucket: number) => {
    sums[limit]!.bound += count;
    if (count > 0) sums[limit]!.first ??= isoAt(bucket);
  };
  for (let bucket = 0; bucket < length; bucket++) {
    const fresh = bucket % windowBuckets === 0;
    for (const k of limits.keys()) {
      use[k]![bucket] = fresh ? 0 : use[k]![bucket - 1]!;
      demand[k]![bucket] = fresh ? 0 : demand[k]![bucket - 1]!;
    }
    for (const c of CATEGORIES.keys()) {
      const offered = offeredIn(bucket, c);
      const room = limits[c]! - use[c]![bucket]!;
      const roomOfAll = limits[all]! - use[all]![bucket]!;
      const admitted = Math.min(offered, room, roomOfAll);
      boundBy(room < roomOfAll ? c : all, offered - admitted, bucket);
      for (const k of [c, all]) {
        use[k]![bucket]! += admitted;
        demand[k]![bucket]! += offered;
        sums[k]!.offered += offered;
        sums[k]!.throttled += offered - admitted;
      }
      series.offered[bucket]! += offered;
      series.admitted[bucket]! += admitted;
      series.throttled[bucket]! += offered - admitted;
    }
  }
  const names = [...CATEGORIES.map(([name]) => name), 'universal'];
  const order = [all, ...CATEGORIES.keys()];
  return sampleScenario({
    tier,
    totals: dropTotals(sums[all]!.offered, sums[all]!.throttled),
    categories: CATEGORIES.map(([category], c) => ({
      category,
      ...dropTotals(sums[c]!.offered, sums[c]!.throttled),
      delayMs: NO_DELAY,
    })),
    limits: order.map((k) =>
      sampleLimit({
        id: names[k]!,
        limit: limits[k]!,
        windowMs: isTrial ? DAY_MS : 60_000,
        scope: isTrial ? ['app'] : ['app', 'user'],
        offered: sums[k]!.offered,
        tuples: isTrial ? 1 : 4,
        peakUse: Math.max(...use[k]!),
        throttled: sums[k]!.bound,
        requiredLimit: Math.max(...demand[k]!),
        firstThrottledAt: sums[k]!.first,
      }),
    ),
    users: {
      count: 4,
      throttled: sums[all]!.throttled === 0 ? 0 : 3,
      starved: 0,
      fairness: sums[all]!.throttled === 0 ? 1 : 0.91,
      worst: ['reporting', 'mia', 'catalog sync'].map((user, i) => ({
        app: 'adhub',
        user,
        offered: Math.round(sums[all]!.offered / 2 ** (i + 1)),
        throttled: Math.round(sums[all]!.throttled / 2 ** (i + 1)),
        dropped: Math.round(sums[all]!.throttled / 2 ** (i + 1)),
        delayP99Ms: 0,
      })),
    },
    series: {
      bucketMs: BUCKET_MS,
      start: START,
      ...series,
      refused: series.throttled,
      limits: Object.fromEntries(order.map((k) => [names[k]!, use[k]!])),
    } satisfies ResultSeries,
  });
}

function isoAt(bucket: number): string {
  return new Date(Date.parse(START) + bucket * BUCKET_MS).toISOString().replace('Z', '000Z');
}

/** A week of an agency's requests under both tiers: trial throttles, standard suffices. */
export function weekResult(): Result {
  const scenarios = [weekScenario('trial'), weekScenario('standard')];
  const base = sampleResult();
  return {
    ...base,
    trace: {
      ...base.trace,
      requests: scenarios[0]!.totals.offered,
      unmapped: {
        requests: 38,
        names: [
          { name: 'GET /v5/media/{media_id}', requests: 31 },
          { name: 'POST /v5/oauth/token', requests: 7 },
        ],
      },
      skipped: { rows: 3, reasons: { 'timestamp is no time': 2, 'too few fields': 1 } },
      warnings: ['The times name no zone: they are read as UTC.'],
    },
    scenarios,
    requiredTier: { tier: 'standard', met: [] },
  };
}
