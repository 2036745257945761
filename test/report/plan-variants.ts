import type { Result } from '../../src/result/result.js';
import { clientsResult } from './clients-result.js';
import { noTierResult } from './edge-results.js';
import { samplePlan } from './plan-result.js';
import { flippingBand, sampleBand } from './sample-band.js';
import { sampleReservation, sampleResult } from './sample-result.js';
import { weekResult } from './week-result.js';

/** Three clients of whom the first is planned for. */
export function clientsPlanResult(): Result {
  const result = clientsResult();
  const client = 'no-retry';
  const { advice } = samplePlan(noTierResult());
  return {
    ...result,
    plan: { ...samplePlan(weekResult()), client, advice },
    band: flippingBand(),
  };
}

/** What 12 hours show, of which trial’s limits by the day prove nothing. */
export function shortPlanResult(): Result {
  const base = sampleResult();
  const HALF_DAY_MS = 43_200_000;
  const plan = samplePlan(weekResult());
  const headroom = plan.headroom.map((each) =>
    each.tier === 'trial'
      ? {
          ...each,
          factor: 1.43,
          breaksAt: 1.45,
          spanMs: HALF_DAY_MS,
          reachedAt: '2026-05-09T00:00:00.000000Z',
        }
      : each,
  );
  return {
    ...base,
    trace: { ...base.trace, end: '2026-01-05T12:00:00.000000Z' },
    plan: { ...plan, headroom },
    band: sampleBand(() => 'trial'),
    reservations: [sampleReservation({ spanMs: HALF_DAY_MS, measured: 450, scaled: 900 })],
  };
}
