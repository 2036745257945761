import type {
  GrowthName,
  PlanCurvePoint,
  PlanHeadroom,
  PlanRequiredLimit,
  PlanTier,
  ResultPlan,
} from '../../src/result/plan.js';
import { GROWTHS } from '../../src/result/plan.js';
import type { Result } from '../../src/result/result.js';
import { noTierResult } from './edge-results.js';
import { sampleAdvice } from './sample-advice.js';
import { flippingBand, raisedBand, sampleBand } from './sample-band.js';
import { sampleReplications } from './sample-replications.js';
import { sampleResult } from './sample-result.js';
import { weekResult } from './week-result.js';

const TIERS = ['trial', 'standard'] as const;

const REACHED: Readonly<Record<GrowthName, string>> = {
  users: '2030-01-13T00:00:00.000000Z',
  rate: '2026-05-09T00:00:00.000000Z',
  speed: '2026-04-28T00:00:00.000000Z',
};

/** Largest factors at which trial and standard hold. */
type Ends = Readonly<Record<GrowthName, readonly [trial: number, standard: number]>>;

const ENDS: Ends = { users: [0.244, 38.21], rate: [0.242, 1.418], speed: [0.301, 1.363] };

/** The same where standard is past its end too. */
const PASSED: Ends = { users: [0.244, 0.91], rate: [0.242, 0.724], speed: [0.301, 0.704] };

/** Of the sample trace, from its first request to its last. */
const WEEK_MS = 604_272_250;

function headroom(growth: GrowthName, ends: Ends): PlanHeadroom[] {
  const [trial, standard] = ends[growth];
  const triedUpTo = 1000;
  const spanMs = (factor: number) => WEEK_MS / (growth === 'speed' ? factor : 1);
  return [
    {
      growth,
      tier: 'trial',
      factor: trial,
      breaksAt: trial * 1.01,
      breaksBy: {
        limit: 'universal',
        at: '2026-01-05T22:14:10.000000Z',
        scope: { app: 'adhub' },
        throttledMost: 'universal',
      },
      triedUpTo,
      tried: 19,
      spanMs: spanMs(trial),
    },
    {
      growth,
      tier: 'standard',
      factor: standard,
      breaksAt: standard * 1.01,
      breaksBy: {
        limit: growth === 'users' ? 'universal' : 'ads_analytics',
        at: '2026-01-07T09:20:04.000000Z',
        scope: { app: 'adhub', user: 'reporting' },
        throttledMost: 'ads_analytics',
      },
      triedUpTo,
      tried: 23,
      spanMs: spanMs(standard),
      ...(standard < 1 ? {} : { reachedAt: REACHED[growth] }),
      ...(growth === 'speed' ? { holdsAgainAt: standard * 1.12 } : {}),
    },
  ];
}

function curvePoint(
  growth: GrowthName,
  factor: number,
  waits: boolean,
  ends: Ends,
): PlanCurvePoint {
  const tiers = TIERS.map((tier, i) => {
    const beyond = factor / ends[growth][i]!;
    const throttledShare = beyond <= 1 ? 0 : (1 - 1 / beyond) * (i === 0 ? 0.9 : 0.6);
    const waiting = waits && i === 1;
    const delayP99Ms = waiting && beyond > 1 ? 21_000 * beyond ** 1.4 : 0;
    return {
      tier,
      ok: beyond <= 1,
      throttledShare,
      droppedShare: waiting ? throttledShare / 4 : throttledShare,
      delayP99Ms,
    };
  });
  return {
    factor,
    offered: Math.round(22_357 * (growth === 'speed' ? 1 : factor)),
    requiredTier: tiers.find(({ ok }) => ok)?.tier ?? null,
    tiers,
  };
}

const FACTORS = [
  0.1, 0.15, 0.2, 0.242, 0.3, 0.5, 0.7, 1, 1.2, 1.5, 2, 3, 4.5, 7, 10, 15, 22, 33, 38.2, 50, 75,
  100,
];

function requiredLimits({ scenarios }: Result): PlanRequiredLimit[] {
  return scenarios.flatMap(({ tier, limits }) =>
    limits
      .filter(({ offered }) => offered > 0)
      .map(({ id, limit, windowMs, counts, requiredLimit, scope }): PlanRequiredLimit => {
        const today = requiredLimit ?? 0;
        const set = {
          scope: Object.fromEntries(
            scope.map((key) => [key, key === 'app' ? 'adhub' : 'reporting']),
          ),
          from: '2026-01-07T09:20:00.000000Z',
          to: new Date(Date.parse('2026-01-07T09:20:00.000Z') + windowMs)
            .toISOString()
            .replace('Z', '000Z'),
        };
        const isPerUser = scope.includes('user');
        const grown = GROWTHS.flatMap((growth) =>
          [2, 5, 10].map((factor) => ({
            growth,
            factor,
            requiredLimit: isPerUser && growth === 'users' ? today : Math.ceil(today * factor),
            ...set,
          })),
        );
        return {
          tier,
          limit: id,
          current: limit,
          windowMs,
          counts,
          loads: [{ factor: 1, requiredLimit: today, ...set }, ...grown],
        };
      }),
  );
}

function tiersOf({ scenarios }: Result): PlanTier[] {
  return scenarios.map(({ tier, totals, limits }) => {
    const ok = totals.throttled + totals.delayed === 0;
    const first = limits
      .filter(({ firstThrottledAt }) => firstThrottledAt !== null)
      .toSorted((a, b) => (a.firstThrottledAt! < b.firstThrottledAt! ? -1 : 1))[0];
    return {
      tier,
      ok,
      thresholds: (['throttled', 'delayed'] as const).map((metric) => ({
        threshold: `${metric}==0`,
        value: totals[metric],
        ok: totals[metric] === 0,
        bound: 0,
        margin: totals[metric] === 0 ? 0 : -totals[metric],
      })),
      ...(first === undefined
        ? {}
        : {
            boundFirst: {
              limit: first.id,
              at: first.firstThrottledAt!,
              scope: tier === 'trial' ? { app: 'adhub' } : { app: 'adhub', user: 'reporting' },
            },
          }),
    };
  });
}

/** Every part of a plan, as a Result's own scenarios have it. */
export function samplePlan(result: Result): ResultPlan {
  const last = result.scenarios.at(-1)!;
  const waits = last.totals.delayed > 0;
  const ends = waits ? PASSED : ENDS;
  return {
    runs: 214,
    precision: 0.01,
    spread: { usersMs: 3_600_000, usersStepMs: 1000, rateMs: 60_000, sharedAdAccounts: false },
    growthRate: '8%/month',
    tiers: tiersOf(result),
    headroom: GROWTHS.flatMap((growth) => headroom(growth, ends)),
    curves: GROWTHS.map((growth) => ({
      growth,
      points: FACTORS.map((factor) => curvePoint(growth, factor, waits, ends)),
    })),
    requiredLimits: requiredLimits(result),
    advice: waits ? sampleAdvice(last) : [],
  };
}

/** The week, planned: standard is required, under every setting. */
export function planResult(): Result {
  const week = weekResult();
  return {
    ...week,
    settings: {
      ...week.settings,
      command: 'quotasim plan traces/agency-week.csv --growth 8%/month',
    },
    plan: samplePlan(week),
    band: sampleBand(() => 'standard'),
  };
}

/** The same with a last tier that does not suffice either, a raise to ask for, advice, a band that flips, and replications. */
export function raisePlanResult(): Result {
  const week = noTierResult();
  return {
    ...week,
    settings: { ...week.settings, command: 'quotasim plan agency-week.yaml --replications 12' },
    requiredTier: {
      tier: null,
      met: [],
      raise: [
        { limit: 'standard.ads_analytics', from: 300, to: 412, ask: 450 },
        { limit: 'standard.org_write', from: 100, to: 120, ask: 120 },
      ],
      raiseHolds: true,
      raiseIsLeast: true,
    },
    plan: { ...samplePlan(week), raiseBand: { settings: 10, holds: 8 } },
    band: raisedBand(),
    replications: sampleReplications(),
  };
}

/** A trace that trial suffices for, unless an assumption is otherwise. */
export function flippingPlanResult(): Result {
  return { ...sampleResult(), plan: samplePlan(weekResult()), band: flippingBand() };
}
