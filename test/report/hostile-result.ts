import type { ResultBand, ResultPlan, ResultReplications } from '../../src/result/plan.js';
import type { Result } from '../../src/result/result.js';
import { samplePlan } from './plan-result.js';
import { flippingBand } from './sample-band.js';
import { sampleReplications } from './sample-replications.js';
import { weekResult } from './week-result.js';

/** Names that mean harm to a page, a script, a template, a table or a terminal. */
export const HOSTILE_NAMES = [
  '</script><script>window.__pwned = 1</script>',
  '<img src=x onerror="window.__pwned = 1">',
  '"><svg onload=alert(1)>',
  "'; alert(1); //",
  '{{scripts}}',
  '$& $1 $`',
  '\u202egnp.exe\u202c\u2066 turned',
  '<!-- <script>',
  'constructor',
  '__proto__',
  'u'.repeat(10_000),
  'line\none\u2028two\u0000three\u001b[31mred',
] as const;

/** Names of every kind that mean harm, wherever a name of the input can stand. */
export function hostileResult(): Result {
  const week = weekResult();
  const name = (i: number) => HOSTILE_NAMES[i % HOSTILE_NAMES.length]!;
  const limits = week.scenarios[0]!.limits.map((limit, i) => ({
    ...limit,
    id: name(i),
    scope: i === 0 ? [name(1)] : limit.scope,
    provenance: { title: name(i), url: 'javascript:window.__pwned=1', status: 'assumed' as const },
  }));
  const tier = name(0);
  return {
    ...week,
    tool: { name: 'quotasim', version: name(1) },
    settings: {
      command: `quotasim compare '${HOSTILE_NAMES.join(' ')}'`,
      seed: 1,
      limits: { [name(0)]: 5 },
      used: { [name(1)]: 5 },
      resetZone: name(2),
    },
    trace: {
      ...week.trace,
      name: name(1),
      unmapped: {
        requests: 12,
        names: HOSTILE_NAMES.map((each) => ({ name: each, requests: 1 })),
      },
      skipped: { rows: 2, reasons: Object.fromEntries(HOSTILE_NAMES.map((each) => [each, 1])) },
      warnings: HOSTILE_NAMES,
    },
    workload: {
      name: name(0),
      title: name(1),
      seed: 1,
      bucketMs: 3_600_000,
      start: week.trace.start,
      sources: Object.fromEntries(HOSTILE_NAMES.map((each, i) => [each, [i + 1, 2]])),
      categories: Object.fromEntries(HOSTILE_NAMES.map((each, i) => [each, [2, i + 1]])),
    },
    model: {
      ...week.model,
      name: name(2),
      title: name(0),
      assumptions: HOSTILE_NAMES.map((each) => ({
        id: each,
        value: each,
        status: 'assumed',
        reason: each,
        option: each,
      })),
    },
    objective: HOSTILE_NAMES.map((threshold) => ({ threshold })),
    scenarios: [
      {
        ...week.scenarios[0]!,
        tier,
        policy: { name: name(1), client: name(0), [name(2)]: name(0) },
        wakeUps: {
          resets: 1,
          attempts: 0,
          bySecond: new Array<number>(60).fill(1),
          otherJitter: {
            jitter: name(0),
            resets: 1,
            attempts: 0,
            bySecond: new Array<number>(60).fill(1),
          },
        },
        limits,
        categories: week.scenarios[0]!.categories.map((each, i) => ({
          ...each,
          category: name(i),
        })),
        users: {
          count: 12,
          throttled: 12,
          starved: 0,
          fairness: 1,
          worst: HOSTILE_NAMES.map((user, i) => ({
            app: name(i + 1),
            user,
            offered: 10,
            throttled: 5,
            dropped: 5,
            delayP99Ms: null,
          })),
        },
        series: {
          ...week.scenarios[0]!.series,
          limits: Object.fromEntries(
            Object.values(week.scenarios[0]!.series.limits).map((use, i) => [name(i), use]),
          ),
        },
      },
      week.scenarios[1]!,
    ],
    plan: hostilePlan(week),
    band: hostileBand(),
    replications: hostileReplications(),
    requiredTier: {
      tier: null,
      met: HOSTILE_NAMES.map((threshold) => ({ tier, threshold, value: 1, ok: false })),
      raise: HOSTILE_NAMES.map((each) => ({ limit: `standard.${each}`, from: 1, to: null })),
    },
  };
}

const [first, second, third] = HOSTILE_NAMES;
const scope = { [first]: second, __proto__: third };

function hostilePlan(week: Result): ResultPlan {
  const plan = samplePlan(week);
  const refusal = { limit: first, at: week.trace.start, scope };
  return {
    ...plan,
    growthRate: second,
    tiers: HOSTILE_NAMES.map((tier) => ({
      tier,
      ok: false,
      thresholds: [{ threshold: first, value: 1, ok: false, bound: 0, margin: -1 }],
      boundFirst: refusal,
    })),
    headroom: plan.headroom.map((each, i) => ({
      ...each,
      tier: HOSTILE_NAMES[i]!,
      breaksBy: { ...refusal, throttledMost: third },
    })),
    curves: plan.curves.map((curve) => ({
      ...curve,
      points: curve.points.map((point) => ({
        ...point,
        requiredTier: second,
        tiers: point.tiers.map((each, i) => ({ ...each, tier: HOSTILE_NAMES[i]! })),
      })),
    })),
    requiredLimits: plan.requiredLimits.map((each, i) => ({
      ...each,
      tier: first,
      limit: HOSTILE_NAMES[i % HOSTILE_NAMES.length]!,
      loads: each.loads.map((load) => ({ ...load, requiredLimit: 1e9, scope })),
    })),
    advice: HOSTILE_NAMES.map((name) => ({
      id: name,
      tier: name,
      title: name,
      because: name,
      change: name,
      before: { ok: false, totals: week.scenarios[0]!.totals, delayP99Ms: 1 },
      after: { ok: true, totals: week.scenarios[1]!.totals, delayP99Ms: null },
    })),
  };
}

function hostileBand(): ResultBand {
  const band = flippingBand();
  return {
    ...band,
    tiers: band.tiers.map((each, i) => ({ ...each, tier: HOSTILE_NAMES[i]! })),
    verdicts: band.verdicts.map((verdict) => ({
      ...verdict,
      requiredTier: second,
      tiers: verdict.tiers.map((each, i) => ({ ...each, tier: HOSTILE_NAMES[i]! })),
    })),
    flips: [
      {
        assumption: 'algorithm',
        values: HOSTILE_NAMES.map((value) => ({ value, requiredTiers: HOSTILE_NAMES })),
      },
    ],
  };
}

function hostileReplications(): ResultReplications {
  const replications = sampleReplications();
  return {
    ...replications,
    random: HOSTILE_NAMES,
    figures: replications.figures.map((each) => ({
      ...each,
      tier: first,
      client: second,
      figure: third,
      method: first,
    })),
    differences: replications.differences.map((each) => ({
      ...each,
      figure: first,
      from: second,
      to: third,
      method: first,
    })),
  };
}
