import type { PlanAdvice } from '../../src/result/plan.js';
import type { ResultScenario } from '../../src/result/result.js';
import { dropTotals } from './sample-result.js';

/** Two pieces of advice on a scenario: one that lets it meet the objective, one that only helps. */
export function sampleAdvice({ totals, tier, delayMs }: ResultScenario): PlanAdvice[] {
  const before = { ok: false, totals, delayP99Ms: delayMs.p99 };
  const fewer = Math.round(totals.throttled / 9);
  return [
    {
      id: 'spread-burst',
      tier,
      title: 'Spread the nightly burst over 4 minutes',
      because:
        'At 09:20 UTC on 4 of 7 days, 412 ads_analytics requests arrive within one minute, of which 300 are allowed.',
      change: 'Spread these requests evenly over 4 minutes; 3 minutes do not suffice.',
      before,
      after: { ok: true, totals: dropTotals(totals.offered, 0), delayP99Ms: 0 },
    },
    {
      id: 'pace',
      tier,
      title: 'Pace at 95% of the limit',
      because: '225 requests are refused, all by ads_analytics, and 99% wait up to 55.25 s.',
      change: 'Let the client send at most 285 ads_analytics requests a minute for each user.',
      before,
      after: {
        ok: false,
        totals: { ...dropTotals(totals.offered, fewer), delayed: 512 },
        delayP99Ms: 48_200,
      },
    },
  ];
}
