import { describe, expect, test } from 'vitest';
import { renderText } from '../../src/report/text.js';
import { verdict } from '../../src/report/verdict.js';
import type { Result } from '../../src/result/result.js';
import { clientsResult } from './clients-result.js';
import { sampleReservation } from './sample-result.js';

const minuteReservation = sampleReservation({ tier: 'standard', windowMs: 60_000, spanMs: 30_000 });

describe('the verdict on several clients', () => {
  test('the headline says who needs what, and each client has a paragraph', () => {
    const { headline, sentences } = verdict(clientsResult());
    expect(headline).toBe(
      'The tier depends on the client: no-retry and exponential need standard access; no tier suffices for paced.',
    );
    expect(sentences[0]).toBe(
      'With no-retry, you need standard access: trial would throttle 345 of 2,500 requests (13.8%), first at ' +
        '2026-01-05 22:01:44 UTC, by its limit of 1,000 requests a day per app (universal).',
    );
    expect(sentences[1]).toMatch(
      /^With exponential, you need standard access: .* Under trial, 50 of 2,500 requests \(2\.0%\) would be dropped and 295 admitted late: 99% /,
    );
    expect(sentences[2]).toMatch(
      /^With paced, no tier suffices: even standard would admit 2,000 of 2,500 requests \(80\.0%\) late\. Under trial, every request .* Under standard, every request would be admitted, but .* none still waited when the trace ended\.$/,
    );
  });

  test('who need the same are counted', () => {
    const all = (tier: string | null): Result => {
      const result = clientsResult();
      const required = result.requiredTiers!.map(({ client }) => ({ client, tier, met: [] }));
      return { ...result, requiredTiers: required };
    };
    expect(verdict(all('standard')).headline).toBe('All 3 clients need standard access.');
    expect(verdict(all(null)).headline).toBe('No tier suffices for any of the 3 clients.');
    const objective = [{ threshold: 'dropped==0' }];
    expect(
      verdict({ ...all('standard'), objective, reservations: [minuteReservation] }),
    ).toMatchObject({
      headline: 'To meet the objective (dropped==0), all 3 clients need at least standard access.',
      reservations: [expect.stringMatching(/^This trace covers 30 s; standard counts/)],
    });
  });
});

test('several clients: what each does, how its requests fare, who suffers', () => {
  expect(renderText(clientsResult())).toMatchInlineSnapshot(`
    "The tier depends on the client: no-retry and exponential need standard access; no tier suffices for
    paced.
    With no-retry, you need standard access: trial would throttle 345 of 2,500 requests (13.8%), first
    at 2026-01-05 22:01:44 UTC, by its limit of 1,000 requests a day per app (universal).
    With exponential, you need standard access: trial would throttle 345 of 2,500 requests (13.8%),
    first at 2026-01-05 22:01:44 UTC, by its limit of 1,000 requests a day per app (universal). Under
    trial, 50 of 2,500 requests (2.0%) would be dropped and 295 admitted late: 99% of the admitted
    within 8 h 31 min and all within 13 h 54 min; 214 still waited when the trace ended: 200 of them
    were admitted, the last at 2026-01-12 09:08:20 UTC. It takes 4,425 attempts, 1.77 a request. Under
    standard, none waited (99% within 0 ms), and none was unserved when the trace ended.
    With paced, no tier suffices: even standard would admit 2,000 of 2,500 requests (80.0%) late. Under
    trial, every request would be admitted, but 2,000 of them (80.0%) late: 99% within 2.67 s and all
    within 10.22 s; 12 still waited when the trace ended, the last until 2026-01-11 23:51:22 UTC. Under
    standard, every request would be admitted, but 2,000 of them (80.0%) late: 99% within 2.67 s and all
    within 10.22 s; none still waited when the trace ended.

    Clients
    - no-retry: drop, open loop
    - exponential: retry, 5 attempts, backoff 1 s, factor 2, cap 1 min, full jitter, closed loop, 2 in
    flight a user, answers after 200 ms
    - paced: wait, paced at 95% of every limit, open loop

      tier                    offered  admitted  throttled         dropped  delayed     p50         p99    max delay  attempts/request  unserved at end  binds most
      trial (no-retry)          2,500     2,155        345  13.8%      345        0    0 ms        0 ms         0 ms                 1                0  universal
      standard (no-retry)       2,500     2,500          0               0        0    0 ms        0 ms         0 ms                 1                0  none
      trial (exponential)       2,500     2,450        345  13.8%       50      295    0 ms  8 h 31 min  13 h 54 min              1.77              214  universal
      standard (exponential)    2,500     2,500          0               0        0    0 ms        0 ms         0 ms                 1                0  none
      trial (paced)             2,500     2,500          0               0    2,000  700 ms      2.67 s      10.22 s                 1               12  none
      standard (paced)          2,500     2,500          0               0    2,000  700 ms      2.67 s      10.22 s                 1                0  none

    Resets
    - trial (exponential): At the 7 resets, 812 attempts fell in the first second (with no jitter:
    3,410); the busiest, 2026-01-07 00:00:00 UTC, met 400.

    Limits of trial (no-retry), closest first
      limit                    allows  counted   peak        burnt by 429s  required  throttled  first at
      universal  1,000 requests a day  per app  1,000  100%            41%     1,345        345  2026-01-05 22:01:44 UTC

    Limits of standard (no-retry), closest first
      limit                       allows  counted  peak      required  throttled  first at
      universal  1,000 requests a minute  per app    41  4%       812          0

    Limits of trial (exponential), closest first
      limit                    allows  counted   peak        burnt by 429s  required  throttled  first at
      universal  1,000 requests a day  per app  1,000  100%            41%     1,345        345  2026-01-05 22:01:44 UTC

    Limits of standard (exponential), closest first
      limit                       allows  counted  peak      required  throttled  first at
      universal  1,000 requests a minute  per app    41  4%       812          0

    Limits of trial (paced), closest first
      limit                    allows  counted  peak       required  throttled  first at
      universal  1,000 requests a day  per app   950  95%       812          0

    Limits of standard (paced), closest first
      limit                       allows  counted  peak      required  throttled  first at
      universal  1,000 requests a minute  per app    41  4%       812          0

    Users under trial (exponential), worst first
      user  offered  throttled  dropped    p99 delay
      mia        50         50       50            –
      noor      450        295        0  13 h 53 min
      2 of 3 users (67%) throttled; 1 user starved; fairness of admissions 0.66, where 1 is even.
    "
  `);
});

test('the thresholds of several clients are told by client', () => {
  const threshold = 'dropped==0';
  const objective = [{ threshold }];
  const requiredTiers = ['a', 'b'].map((client, i) => ({
    client,
    tier: null,
    met: [{ tier: 'trial', threshold, value: i, ok: i === 0 }],
  }));
  const result = { ...clientsResult(), objective, requiredTiers };
  expect(
    renderText(result)
      .split('\n')
      .filter((line) => line.includes('dropped==0  ') || line.includes('client  tier')),
  ).toEqual([
    '          client  tier   threshold   measured',
    '  met     a       trial  dropped==0         0',
    '  missed  b       trial  dropped==0         1',
  ]);
});
