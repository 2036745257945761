import { describe, expect, test } from 'vitest';
import { verdict } from '../../src/report/verdict.js';
import type { Result, ResultScenario } from '../../src/result/result.js';
import { pacing, retrying } from './clients-result.js';
import { withoutRequiredTier } from './edge-results.js';
import { dropTotals, sampleLimit, sampleResult, sampleScenario } from './sample-result.js';

describe('no comfort is taken from waiting', () => {
  const alone = (scenario: ResultScenario): Result =>
    withoutRequiredTier(sampleResult({ scenarios: [scenario] }));
  const waiting = sampleScenario({
    policy: { name: 'wait', loop: 'open' },
    totals: { ...dropTotals(9529, 0), throttled: 1830, delayed: 1830 },
    delayMs: { mean: 1, p50: 0, p90: 1, p95: 1, p99: 30_659_001, max: 40_000_000 },
    limits: [sampleLimit({ throttled: 1830, requiredLimit: 1415 })],
    lateWork: { unservedAtEnd: 214, admittedAfterEnd: 214, drainMs: 33_427_750, peakBacklog: 300 },
  });

  test('who waits: how long, how many at the end, and until when', () => {
    expect(verdict(alone(waiting)).sentences).toEqual([
      'Under trial, universal binds most: it throttles all 1,830, and would have to be 1,415 a day. ' +
        'Every request would be admitted, but 1,830 of them (19.2%) late: 99% within 8 h 31 min and all ' +
        'within 11 h 7 min; 214 still waited when the trace ended, the last until 2026-01-12 09:08:20 UTC.',
    ]);
  });

  test('a tier that passes by waiting says so', () => {
    const objective = [{ threshold: 'dropped==0' }];
    expect(verdict(sampleResult({ objective, scenarios: [waiting] })).headline).toBe(
      'Trial access meets the objective (dropped==0): it would admit 1,830 of 9,529 requests (19.2%) late.',
    );
  });

  test('pacing is late without being throttled', () => {
    const { headline, sentences } = verdict(alone(pacing));
    expect(headline).toBe('Trial would admit 2,000 of 2,500 requests (80.0%) late.');
    expect(sentences[0]).toMatch(
      /Every request would be admitted, but 2,000 of them \(80\.0%\) late: 99% within 2\.67 s and all within 10\.22 s; 12 still waited/,
    );
  });

  test('under the default objective pacing needs another tier', () => {
    const result = sampleResult({ scenarios: [pacing], requiredTier: { tier: null, met: [] } });
    expect(verdict(result).headline).toBe(
      'Trial access does not suffice: it would admit 2,000 of 2,500 requests (80.0%) late.',
    );
  });

  test('retries: what is dropped after all, and how many attempts it takes', () => {
    expect(verdict(alone(retrying)).sentences[0]).toMatch(
      /50 of 2,500 requests \(2\.0%\) would be dropped and 295 admitted late: 99% of the admitted within 8 h 31 min and all within 13 h 54 min; 214 still waited when the trace ended: 200 of them were admitted, the last at 2026-01-12 09:08:20 UTC\. It takes 4,425 attempts, 1\.77 a request\.$/,
    );
  });

  test('retries in vain', () => {
    const totals = { ...dropTotals(2500, 345), attempts: 3880, responses429: 1725 };
    const vain = { ...retrying, totals, lateWork: { ...retrying.lateWork!, unservedAtEnd: 0 } };
    expect(verdict(alone(vain)).sentences[0]).toMatch(
      /345 of 2,500 requests \(13\.8%\) would be dropped and the rest admitted at once; none still waited when the trace ended\. It takes 3,880 attempts, 1\.55 a request\.$/,
    );
    const none = { ...totals, offered: 345, admitted: 0 };
    const lateWork = { unservedAtEnd: 9, admittedAfterEnd: 0, drainMs: 0, peakBacklog: 9 };
    expect(verdict(alone({ ...vain, totals: none, lateWork })).sentences[0]).toMatch(
      /345 of 345 requests \(100%\) would be dropped and none admitted; 9 still waited when the trace ended, and none of them was admitted\./,
    );
  });

  test('where nothing waits, that is said too', () => {
    const idle = sampleScenario({ policy: { name: 'wait', loop: 'open' } });
    expect(verdict(alone(idle))).toMatchObject({
      headline: 'Trial would admit all 812 requests at once.',
      sentences: [
        'Under trial, universal comes closest: 812 of 1,000 requests a day per app at its peak (81%). ' +
          'None waited (99% within 0 ms), and none was unserved when the trace ended.',
      ],
    });
  });
});
