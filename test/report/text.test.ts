import pc from 'picocolors';
import { expect, test } from 'vitest';
import { renderText } from '../../src/report/text.js';
import type { Result } from '../../src/result/result.js';
import { emptyResult, noTierResult, reservedResult, withoutRequiredTier } from './edge-results.js';
import { HOSTILE_NAMES, hostileResult } from './hostile-result.js';
import { dropTotals, sampleLimit, sampleResult, sampleScenario } from './sample-result.js';
import { weekResult } from './week-result.js';
import { workloadResult } from './workload-result.js';

function withTrace(change: Partial<Result['trace']>): Result {
  const result = sampleResult();
  return { ...result, trace: { ...result.trace, ...change } };
}

/** The lines from one that begins with `start` on. */
function textFrom(start: string, result: Result): string {
  const text = renderText(result);
  expect(text).toContain(start);
  return text.slice(text.indexOf(start));
}

test('a week: the verdict, the tiers, their limits and what to beware of', () => {
  expect(renderText(weekResult())).toMatchInlineSnapshot(`
    "You need standard access: trial would throttle 15,357 of 22,357 requests (68.69%), first at
    2026-01-05 11:00:00 UTC, by its limit of 1,000 requests a day per app (universal).
    Under trial, universal binds most: it throttles all 15,357, and would have to be 4,084 a day.
    Under standard, ads_analytics comes closest: 210 of 300 requests a minute per app and user at its
    peak (70%).

      tier      offered  admitted  throttled          dropped  binds most
      trial      22,357     7,000     15,357  68.69%   15,357  universal
      standard   22,357    22,357          0                0  none

    Limits of trial, closest first
      limit                        allows  counted   peak        required  throttled  first at
      universal      1,000 requests a day  per app  1,000  100%     4,084     15,357  2026-01-05 11:00:00 UTC
      ads_analytics  1,000 requests a day  per app    501   50%     1,558          0
      ads_write        300 requests a day  per app     99   33%       362          0
      ads_read       1,000 requests a day  per app    244   24%       912          0
      org_write        300 requests a day  per app     41   14%       162          0
      org_read       1,000 requests a day  per app    122   12%       468          0
      and 5 more that came less close

    Limits of standard, closest first
      limit                                    allows  counted           peak       required  throttled  first at
      ads_analytics             300 requests a minute  per app and user   210  70%       210          0
      universal               1,200 requests a minute  per app and user   222  19%       222          0
      org_analytics              60 requests a minute  per app and user     7  12%         7          0
      advanced_auction_write     25 requests a minute  per app and user     1   4%         1          0
      catalogs_read             100 requests a minute  per app and user     4   4%         4          0
      org_write                 100 requests a minute  per app and user     4   4%         4          0
      and 5 more that came less close

    Users under trial, worst first
      user          offered  throttled  dropped
      reporting      11,179      7,679    7,679
      mia             5,589      3,839    3,839
      catalog sync    2,795      1,920    1,920
      3 of 4 users (75%) throttled; nobody is starved; fairness of admissions 0.91, where 1 is even.

    Beware
    - 38 of 22,357 requests are unmapped: only limits on every request apply to them. GET
    /v5/media/{media_id} (31), POST /v5/oauth/token (7)
    - 3 rows were skipped: timestamp is no time (2), too few fields (1)
    - The times name no zone: they are read as UTC.
    "
  `);
});

test('a generated trace: its profile, its seed, and the shares of its sources', () => {
  expect(textFrom('Workload', workloadResult()).split('\n').slice(0, 3)).toEqual([
    'Workload',
    '- profile agency-week, seed 42: dashboard 75.00%, nightly 25.00%',
    '',
  ]);
  expect(textFrom('Workload', workloadResult({ sources: {} }))).toContain('seed 42: no requests\n');
});

test('a trace shorter than a day: the reservation comes first', () => {
  expect(renderText(reservedResult())).toMatchInlineSnapshot(`
    "This trace covers 57 min; trial counts by the day. In that time universal needed 300 of the 1,000
    allowed; at the same rate a full day would need about 7,579, more than is allowed.
    Trial access would not last a full day at this rate; within this trace it suffices: all 300 requests
    were admitted at once.
    Under trial, universal comes closest: 812 of 1,000 requests a day per app at its peak (81%).

      tier   offered  admitted  throttled    dropped  binds most
      trial      300       300          0          0  none

    Limits of trial, closest first
      limit                    allows  counted  peak       required  throttled  first at
      universal  1,000 requests a day  per app   812  81%       812          0
    "
  `);
});

test('no tier suffices, and clients wait', () => {
  expect(renderText(noTierResult())).toMatchInlineSnapshot(`
    "No tier suffices: even standard would throttle 225 of 22,357 requests (1.01%), first at 2026-01-07
    09:20:04 UTC, by its limit of 300 requests a minute per app and user (ads_analytics); ask for
    ads_analytics 300 → 412 a minute.
    Under trial (drop), universal binds most: it throttles all 15,357, and would have to be 4,084 a day.
    Under standard (wait), ads_analytics binds most: it throttles all 225, and would have to be 412 a
    minute. Every request would be admitted, but 225 of them (1.01%) late: 99% within 55.26 s and all
    within 1 min; none still waited when the trace ended. It takes 22,582 attempts, 1.01 a request.

    Clients
    - drop, open loop
    - wait, at most 1 min 30 s, open loop

      tier             offered  admitted  throttled          dropped  delayed   p50      p99  max delay  attempts/request  unserved at end  binds most
      trial (drop)      22,357     7,000     15,357  68.69%   15,357        0  0 ms     0 ms       0 ms                 1                0  universal
      standard (wait)   22,357    22,357        225   1.01%        0      225  0 ms  55.26 s      1 min              1.01                0  ads_analytics

    Resets
    - standard (wait): At the 4 resets, 216 attempts fell in the first second; the busiest, 2026-01-07
    09:21:00 UTC, met 120.

    Limits of trial (drop), closest first
      limit                        allows  counted   peak        required  throttled  first at
      universal      1,000 requests a day  per app  1,000  100%     4,084     15,357  2026-01-05 11:00:00 UTC
      ads_analytics  1,000 requests a day  per app    501   50%     1,558          0
      ads_write        300 requests a day  per app     99   33%       362          0
      ads_read       1,000 requests a day  per app    244   24%       912          0
      org_write        300 requests a day  per app     41   14%       162          0
      org_read       1,000 requests a day  per app    122   12%       468          0
      and 5 more that came less close

    Limits of standard (wait), closest first
      limit                                    allows  counted           peak        required  throttled  first at
      ads_analytics             300 requests a minute  per app and user   300  100%       412        225  2026-01-07 09:20:04 UTC
      universal               1,200 requests a minute  per app and user   222   19%       222          0
      org_analytics              60 requests a minute  per app and user     7   12%         7          0
      advanced_auction_write     25 requests a minute  per app and user     1    4%         1          0
      catalogs_read             100 requests a minute  per app and user     4    4%         4          0
      org_write                 100 requests a minute  per app and user     4    4%         4          0
      and 5 more that came less close

    Users under trial (drop), worst first
      user          offered  throttled  dropped
      reporting      11,179      7,679    7,679
      mia             5,589      3,839    3,839
      catalog sync    2,795      1,920    1,920
      3 of 4 users (75%) throttled; nobody is starved; fairness of admissions 0.91, where 1 is even.

    Users under standard (wait), worst first
      None of 4 users throttled; nobody is starved; fairness of admissions 1, where 1 is even.

    Beware
    - 38 of 22,357 requests are unmapped: only limits on every request apply to them. GET
    /v5/media/{media_id} (31), POST /v5/oauth/token (7)
    - 3 rows were skipped: timestamp is no time (2), too few fields (1)
    - The times name no zone: they are read as UTC.
    "
  `);
});

test('thresholds are met, missed or have no data', () => {
  const objective = ['throttled<=0.1%', 'delay.p99<=2s', 'dropped<=10'].map((threshold) => ({
    threshold,
  }));
  const met = [
    { tier: 'trial', threshold: 'throttled<=0.1%', value: 0.138, ok: false },
    { tier: 'trial', threshold: 'delay.p99<=2s', value: null, ok: false },
    { tier: 'trial', threshold: 'dropped<=10', value: 7, ok: true },
  ];
  const result = sampleResult({ objective, requiredTier: { tier: null, met } });
  expect(renderText(result)).toMatchInlineSnapshot(`
    "Trial access does not suffice: it would miss throttled<=0.1% (13.80%) and delay.p99<=2s (no data);
    it would admit all 812 requests at once.
    Under trial, universal comes closest: 812 of 1,000 requests a day per app at its peak (81%).

      tier   offered  admitted  throttled    dropped  binds most
      trial      812       812          0          0  none

              tier   threshold        measured
      missed  trial  throttled<=0.1%    13.80%
      missed  trial  delay.p99<=2s     no data
      met     trial  dropped<=10             7

    Limits of trial, closest first
      limit                    allows  counted  peak       required  throttled  first at
      universal  1,000 requests a day  per app   812  81%       812          0
    "
  `);
});

test('the thresholds of a single tier are told too', () => {
  const objective = [{ threshold: 'delay.p99<=2s', value: 1250, ok: true }];
  const result = withoutRequiredTier(sampleResult({ objective }));
  expect(textFrom('tier   threshold', result)).toMatchInlineSnapshot(`
    "tier   threshold      measured
      met  trial  delay.p99<=2s    1.25 s

    Limits of trial, closest first
      limit                    allows  counted  peak       required  throttled  first at
      universal  1,000 requests a day  per app   812  81%       812          0
    "
  `);
});

test('what was unmapped, skipped or can never be admitted is told', () => {
  const names = ['/a', '/b', '/c', '/d', '/e', '/f'].map((path, i) => ({
    name: `GET ${path}`,
    requests: 9 - i,
  }));
  const result = {
    ...withTrace({
      unmapped: { requests: 39, names },
      skipped: { rows: 1, reasons: { 'timestamp is no time': 1 } },
      warnings: ['The times name no zone: they are read as UTC.'],
    }),
    scenarios: [sampleScenario({ limits: [sampleLimit({ impossible: 2 })] })],
  };
  expect(textFrom('Beware', result)).toMatchInlineSnapshot(`
    "Beware
    - 39 of 812 requests are unmapped: only limits on every request apply to them. GET /a (9), GET /b
    (8), GET /c (7), GET /d (6), GET /e (5), …
    - 1 row was skipped: timestamp is no time (1)
    - 2 requests cost more than universal can ever hold.
    - The times name no zone: they are read as UTC.
    "
  `);
});

test('a warning is not cut before 400 characters', () => {
  const warning = `traces/${'a'.repeat(300)}.csv has no user column.`;
  expect(renderText(withTrace({ warnings: [warning] }))).toContain(warning.slice(0, 300));
  const endless = `bb ${'b'.repeat(10_000)}`;
  expect(renderText(withTrace({ warnings: [endless] }))).toContain(`- bb\n${'b'.repeat(396)}…\n`);
});

test('limits that came less close are counted, those that throttled are all listed', () => {
  const limits = Array.from({ length: 9 }, (_, i) =>
    sampleLimit({ id: `limit${i}`, peakUse: 900 - i, throttled: i === 7 ? 1 : 0 }),
  );
  const scenarios = [sampleScenario({ totals: dropTotals(812, 1), limits })];
  expect(textFrom('Limits', sampleResult({ scenarios }))).toMatchInlineSnapshot(`
    "Limits of trial, closest first
      limit                 allows  counted  peak       required  throttled  first at
      limit0  1,000 requests a day  per app   900  90%       812          0
      limit1  1,000 requests a day  per app   899  90%       812          0
      limit2  1,000 requests a day  per app   898  90%       812          0
      limit3  1,000 requests a day  per app   897  90%       812          0
      limit4  1,000 requests a day  per app   896  90%       812          0
      limit5  1,000 requests a day  per app   895  90%       812          0
      limit7  1,000 requests a day  per app   893  89%       812          1
      and 2 more that came less close
    "
  `);
});

test('a run of nothing', () => {
  expect(renderText(emptyResult())).toMatchInlineSnapshot(`
    "Trial would admit all 0 requests at once.

      tier   offered  admitted  throttled    dropped  binds most
      trial        0         0          0          0  none
    "
  `);
});

test('hostile names say nothing to a terminal', () => {
  const text = renderText(hostileResult());
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
  expect(text).not.toContain(HOSTILE_NAMES.find((name) => name.length > 1000));
  expect(textFrom('Beware', hostileResult())).toMatchInlineSnapshot(`
    "Beware
    - 12 of 22,357 requests are unmapped: only limits on every request apply to them.
    </script><script>window.__pwned = 1</script> (1), <img src=x onerror="window.__pwned = 1"> (1),
    "><svg onload=alert(1)> (1), '; alert(1); // (1), {{scripts}} (1), …
    - 2 rows were skipped: </script><script>window.__pwned = 1</script> (1), <img src=x
    onerror="window.__pwned = 1"> (1), "><svg onload=alert(1)> (1), '; alert(1); // (1), {{scripts}}
    (1), $& $1 $\` (1), \\u{202e}gnp.exe\\u{202c}\\u{2066} turned (1), <!-- <script> (1), constructor (1),
    __proto__ (1),
    uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu…
    (1), line\\u{a}one\\u{2028}two\\u{0}three\\u{1b}[31mred (1)
    - </script><script>window.__pwned = 1</script>
    - <img src=x onerror="window.__pwned = 1">
    - "><svg onload=alert(1)>
    - '; alert(1); //
    - {{scripts}}
    - $& $1 $\`
    - \\u{202e}gnp.exe\\u{202c}\\u{2066} turned
    - <!-- <script>
    - constructor
    - __proto__
    -
    uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu…
    - line\\u{a}one\\u{2028}two\\u{0}three\\u{1b}[31mred
    "
  `);
});

test('with colours it reads the same', () => {
  const coloured = renderText(weekResult(), pc.createColors(true));
  expect(coloured).toContain('\u001b[1mYou need standard access');
  // eslint-disable-next-line no-control-regex
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(weekResult()));
});
