import type {
  Reservation,
  Result,
  ResultLimit,
  ResultScenario,
  Totals,
} from '../../src/result/result.js';

export const DAY_MS = 86_400_000;
export const START = '2026-01-05T00:00:00.000000Z';

export const NO_DELAY = { mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, max: 0 } as const;

export const PROVENANCE = {
  title: 'Rate limits',
  url: 'https://developers.pinterest.com/docs/reference/rate-limits/',
  read: '2026-01-10',
  status: 'documented',
} as const;

/** A limit of 1,000 requests a day per app that one user met 812 times. */
export function sampleLimit(change: Partial<ResultLimit> = {}): ResultLimit {
  return {
    id: 'universal',
    limit: 1000,
    windowMs: DAY_MS,
    scope: ['app'],
    counts: 'requests',
    offered: 812,
    tuples: 1,
    peakUse: 812,
    throttled: 0,
    requiredLimit: 812,
    firstThrottledAt: null,
    provenance: PROVENANCE,
    ...change,
  };
}

/** Totals of a client that drops what is refused. */
export function dropTotals(offered: number, throttled: number): Totals {
  return {
    offered,
    admitted: offered - throttled,
    throttled,
    delayed: 0,
    dropped: throttled,
    attempts: offered,
    responses429: throttled,
  };
}

/** What 57 minutes cannot prove of trial's universal limit, whose day would not hold their rate. */
export function sampleReservation(change: Partial<Reservation> = {}): Reservation {
  return {
    tier: 'trial',
    limit: 'universal',
    windowMs: DAY_MS,
    spanMs: 3_420_000,
    measured: 300,
    scaled: 7579,
    allowed: 1000,
    ...change,
  };
}

/** One scenario of 812 requests, all admitted at once, with three buckets of series. */
export function sampleScenario(change: Partial<ResultScenario> = {}): ResultScenario {
  return {
    tier: 'trial',
    algorithm: 'fixed-window',
    denied: 'free',
    policy: { name: 'drop' },
    seed: 1,
    totals: dropTotals(812, 0),
    delayMs: NO_DELAY,
    categories: [{ category: 'org_read', ...dropTotals(812, 0), delayMs: NO_DELAY }],
    limits: [sampleLimit()],
    series: {
      bucketMs: 60_000,
      start: START,
      offered: [300, 0, 512],
      admitted: [300, 0, 512],
      throttled: [0, 0, 0],
      refused: [0, 0, 0],
      limits: { universal: [300, 300, 812] },
    },
    ...change,
  };
}

/** A Result of the scenarios given; by default the one of `sampleScenario`, under trial. */
export function sampleResult(change: Partial<Result> = {}): Result {
  return {
    format: 'quotasim/result',
    version: 1,
    tool: { name: 'quotasim', version: '0.1.0' },
    settings: { command: 'quotasim compare traces/agency-week.csv', seed: 1 },
    trace: {
      name: 'agency-week.csv',
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      requests: 812,
      start: START,
      end: '2026-01-11T23:51:12.250000Z',
      apps: 1,
      users: 4,
      adAccounts: 9,
      unmapped: { requests: 0, names: [] },
      skipped: { rows: 0, reasons: {} },
      warnings: [],
    },
    model: {
      name: 'pinterest-v5',
      title: 'Pinterest API v5',
      sha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      tiers: [
        { name: 'trial', title: 'Trial access' },
        { name: 'standard', title: 'Standard access' },
      ],
      assumptions: [
        {
          id: 'algorithm',
          value: 'Fixed windows',
          status: 'inferred',
          reason:
            'The form of the rate limit headers is that of a service which counts in fixed windows.',
          option: '--algorithm',
        },
        {
          id: 'trial-universal-scope',
          value: 'The universal trial limit is counted for each app',
          status: 'assumed',
          reason: 'The page gives 1,000 requests a day and does not say for whom they are counted.',
        },
      ],
    },
    scenarios: [sampleScenario()],
    objective: [{ threshold: 'throttled==0' }, { threshold: 'delayed==0' }],
    reservations: [],
    requiredTier: { tier: 'trial', met: [] },
    ...change,
  };
}
