import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/result/result.js';
import { formatThresholdValue, verdict } from '../../src/report/verdict.js';
import {
  emptyResult,
  noTierResult,
  oneRequestResult,
  reservedResult,
  withoutRequiredTier,
} from './edge-results.js';
import {
  dropTotals,
  sampleLimit,
  sampleReservation,
  sampleResult,
  sampleScenario,
} from './sample-result.js';

const throttlingTrial = sampleScenario({
  totals: dropTotals(2500, 345),
  limits: [
    sampleLimit({
      offered: 2500,
      peakUse: 1000,
      throttled: 300,
      requiredLimit: 1345,
      firstThrottledAt: '2026-01-05T22:01:44.415000Z',
    }),
    sampleLimit({
      id: 'org_write',
      limit: 300,
      peakUse: 300,
      throttled: 45,
      firstThrottledAt: '2026-01-06T10:00:00.000000Z',
    }),
  ],
});

const roomyStandard = sampleScenario({
  tier: 'standard',
  totals: dropTotals(2500, 0),
  limits: [
    sampleLimit({ id: 'org_read', peakUse: 41, windowMs: 60_000, scope: ['app', 'user'] }),
    sampleLimit({ id: 'org_write', limit: 100, peakUse: 20, windowMs: 60_000 }),
  ],
});

const fittingReservation = sampleReservation({ measured: 10, scaled: 253 });

const minuteReservation = sampleReservation({
  tier: 'standard',
  limit: 'org_read',
  windowMs: 60_000,
  spanMs: 30_000,
  measured: 41,
  scaled: 82,
});

function both(change: Partial<Result> = {}): Result {
  return sampleResult({
    scenarios: [throttlingTrial, roomyStandard],
    requiredTier: { tier: 'standard', met: [] },
    ...change,
  });
}

test('the first tier suffices', () => {
  expect(verdict(sampleResult())).toEqual({
    reservations: [],
    headline: 'Trial access suffices: all 812 requests were admitted at once.',
    sentences: [
      'Under trial, universal comes closest: 812 of 1,000 requests a day per app at its peak (81%).',
    ],
  });
});

test('a higher tier is needed: the one below throttles, first at, by which limit', () => {
  expect(verdict(both())).toEqual({
    reservations: [],
    headline:
      'You need standard access: trial would throttle 345 of 2,500 requests (13.8%), first at ' +
      '2026-01-05 22:01:44 UTC, by its limit of 1,000 requests a day per app (universal).',
    sentences: [
      'Under trial, universal binds most: it throttles 300 of 345, and would have to be 1,345 a day.',
      'Under standard, org_write comes closest: 20 of 100 requests a minute per app at its peak (20%).',
    ],
  });
});

test('no tier suffices: the raise to ask for is named', () => {
  const { headline, sentences } = verdict(noTierResult());
  expect(headline).toMatch(/^No tier suffices: even standard would throttle [\d,]+ of/);
  expect(headline).toMatch(/; ask for ads_analytics 300 → 412 a minute\.$/);
  expect(sentences[1]).toMatch(
    /Every request would be admitted, but 225 of them \(1\.01%\) late: 99% within 55\.26 s and all within 1 min; none still waited when the trace ended\. It takes 22,582 attempts, 1\.01 a request\.$/,
  );
});

test('one tier alone was tried and does not do: nothing is said of the others', () => {
  const result = sampleResult({
    scenarios: [throttlingTrial],
    requiredTier: { tier: null, met: [] },
  });
  expect(verdict(result).headline).toMatch(
    /^Trial access does not suffice: it would throttle 345 of 2,500 requests \(13\.8%\)/,
  );
});

test('many raises are counted, not listed', () => {
  const raise = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
    limit: `standard.${id}`,
    from: 1,
    to: 2,
  }));
  const result = both({ requiredTier: { tier: null, met: [], raise } });
  expect(verdict(result).headline).toMatch(/; ask for a 1 → 2, b 1 → 2, c 1 → 2, 2 more raises\.$/);
});

describe('a trace shorter than a window', () => {
  test('the reservation says what was measured and what a full window would need', () => {
    const { reservations, headline } = verdict(reservedResult());
    expect(reservations).toEqual([
      'This trace covers 57 min; trial counts by the day. In that time universal needed 300 of the 1,000 ' +
        'allowed; at the same rate a full day would need about 7,579, more than is allowed.',
    ]);
    expect(headline).toBe(
      'Trial access would not last a full day at this rate; within this trace it suffices: all 300 requests were admitted at once.',
    );
  });

  test('no word that a tier suffices stands without one', () => {
    const result = { ...reservedResult(), reservations: [fittingReservation] };
    expect(verdict(result).headline).toMatch(/^Within this trace, trial access suffices/);
  });

  test('of the tier above, the need is a lower bound', () => {
    const { headline, reservations } = verdict(both({ reservations: [minuteReservation] }));
    expect(headline).toMatch(/^You need at least standard access: trial would throttle/);
    expect(reservations[0]).toMatch(/^This trace covers 30 s; standard counts by the minute\./);
  });

  test('a single instant has no rate', () => {
    expect(verdict(oneRequestResult())).toMatchObject({
      reservations: [
        'This trace is a single instant; trial counts by the day. There, universal needed 1 of the 1,000 ' +
          'allowed; no rate can be read from it.',
      ],
      headline: 'Within this trace, trial access suffices: the one request was admitted at once.',
    });
  });

  test('is named where no required tier was asked for', () => {
    const result = withoutRequiredTier(reservedResult());
    expect(verdict(result).reservations).toEqual(verdict(reservedResult()).reservations);
    expect(verdict(result).headline).toBe(
      'Trial would not last a full day at this rate; within this trace it would admit all 300 requests at once.',
    );
    expect(verdict({ ...result, reservations: [fittingReservation] }).headline).toBe(
      'Within this trace, trial would admit all 300 requests at once.',
    );
  });

  test('of a raise that no tier makes needless, the figure is a lower bound', () => {
    const raise = [{ limit: 'standard.org_read', from: 1000, to: 1200 }];
    const { headline, reservations } = verdict(
      both({ requiredTier: { tier: null, met: [], raise }, reservations: [minuteReservation] }),
    );
    expect(headline).toMatch(/; ask for at least org_read 1,000 → 1,200 a minute\.$/);
    expect(reservations).toHaveLength(1);
  });

  test('of the tiers below the required one, the same is said', () => {
    const { headline, reservations } = verdict(both({ reservations: [sampleReservation()] }));
    expect(headline).toMatch(/^You need standard access:/);
    expect(reservations).toHaveLength(1);
    expect(reservations[0]).toMatch(/^This trace covers 57 min; trial counts by the day\./);
  });
});

test('without a required tier, each scenario is told', () => {
  const result = withoutRequiredTier(both());
  expect(verdict(result).headline).toBe(
    'Trial would throttle 345 of 2,500 requests (13.8%), first at 2026-01-05 22:01:44 UTC, by its limit of ' +
      '1,000 requests a day per app (universal). Standard would admit all 2,500 requests at once.',
  );
});

describe('an objective of one’s own', () => {
  const objective = [{ threshold: 'throttled<=0.1%' }];

  test('is missed by the tier below', () => {
    const met = [{ tier: 'trial', threshold: 'throttled<=0.1%', value: 0.138, ok: false }];
    const result = both({ objective, requiredTier: { tier: 'standard', met } });
    expect(verdict(result).headline).toMatch(
      /^You need standard access: trial would miss throttled<=0\.1% \(13\.80%\); it would throttle 345 of/,
    );
  });

  test('is met although something is throttled', () => {
    const result = sampleResult({
      objective,
      scenarios: [sampleScenario({ totals: dropTotals(20_000, 3), limits: [] })],
    });
    expect(verdict(result).headline).toBe(
      'Trial access meets the objective (throttled<=0.1%): it would throttle 3 of 20,000 requests (0.02%).',
    );
  });

  test.each([
    ['throttled<=0.1%', 0.138, '13.80%'],
    ['delay.p99<=2s', 2500, '2.5 s'],
    ['dropped==0', 1200, '1,200'],
    ['delay.p99<=2s', null, 'no data'],
  ])('%s measured as %s is "%s"', (threshold, value, text) => {
    expect(formatThresholdValue({ tier: 'trial', threshold, value, ok: false })).toBe(text);
  });
});

test('a run of nothing has a verdict too', () => {
  expect(verdict(emptyResult())).toEqual({
    reservations: [],
    headline: 'Trial would admit all 0 requests at once.',
    sentences: [],
  });
});
