import { expect, test } from 'vitest';
import { tickets } from '../../src/report/ticket.js';
import type { Result } from '../../src/result/result.js';
import { clientsResult } from './clients-result.js';
import { planResult, raisePlanResult } from './plan-result.js';
import { clientsPlanResult } from './plan-variants.js';
import { sampleReservation } from './sample-result.js';
import { weekWorkload } from './workload-result.js';

function ticketText(change: Partial<Result> = {}): string {
  return tickets({ ...raisePlanResult(), ...change })
    .flatMap(({ paragraphs }) => paragraphs)
    .join('\n');
}

test('what we do, when, how much, which limit binds, what we ask, and the evidence', () => {
  expect(tickets(raisePlanResult())).toEqual([
    {
      paragraphs: [
        'We use Pinterest API v5 with 1 app, 4 users and 9 ad accounts. From 2026-01-05 00:00:00 UTC to 2026-01-11 23:51:12 UTC (6 d 23 h) we sent 22,357 requests, 3,197 a day on average; the busiest 10 min, from 2026-01-07 08:50:00 UTC, held 222. Most of them are ads_analytics (35.57%), ads_read (22.93%) and org_read (11.79%).',
        'Standard access would throttle 225 of 22,357 requests (1.01%), first at 2026-01-07 09:20:04 UTC, by its limit of 300 requests a minute per app and user (ads_analytics). ads_analytics binds most: it throttles all 225, and would have to be 412 a minute.',
        [
          'We ask for:',
          '- ads_analytics: 450 requests a minute per app and user in place of 300 (412 needed)',
          '- org_write: 120 requests a minute per app and user in place of 100',
        ].join('\n'),
        [
          'Evidence: a simulation of the recorded requests under your limits as published (Rate limits, https://developers.pinterest.com/docs/reference/rate-limits/, read 2026-01-10), with fixed-window windows, refused requests using no quota, and the client “wait”.',
          'With the limits asked for, every request would be admitted at once, as a run with them shows, under 8 of the 10 ways in which your windows may count.',
          'Trace sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08; model pinterest-v5, sha256 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752;',
          'made by quotasim 0.1.0: quotasim plan agency-week.yaml --replications 12',
        ].join(' '),
      ],
    },
  ]);
});

test('what a run has shown not to hold is not claimed', () => {
  const requiredTier = { ...raisePlanResult().requiredTier!, raiseHolds: false };
  expect(ticketText({ requiredTier })).not.toContain('With the limits asked for');
});

test('an objective of one’s own is what would be met', () => {
  expect(ticketText({ objective: [{ threshold: 'throttled<=0.1%' }] })).toContain(
    'our objective (throttled<=0.1%) would be met',
  );
});

test('a generated trace is a forecast and not a recording', () => {
  const text = ticketText({ workload: weekWorkload });
  expect(text).toContain('we expect to send 22,357 requests');
  expect(text).toContain('requests of the profile agency-week');
});

test('what the trace is too short to show is said', () => {
  const reservations = [sampleReservation({ tier: 'standard' })];
  expect(ticketText({ reservations })).toContain('This trace covers 57 min');
});

test('a limit for which no figure would do', () => {
  const raise = [{ limit: 'standard.org_write', from: 100, to: null, ask: null }];
  expect(ticketText({ requiredTier: { tier: null, met: [], raise } })).toContain(
    '- org_write: another way to count, as no figure would do; today 100',
  );
});

test('each client that needs a raise has its own', () => {
  const raise = [{ limit: 'standard.universal', from: 100, to: 120 }];
  const requiredTiers = clientsResult().requiredTiers!.map(({ client }, i) =>
    i === 0 ? { client, tier: null, met: [], raise } : { client, tier: 'trial', met: [] },
  );
  const made = tickets({ ...clientsResult(), requiredTiers });
  expect(made.map(({ client }) => client)).toEqual([requiredTiers[0]!.client]);
});

test('a search cut short is not said to have found what is needed', () => {
  const requiredTier = { ...raisePlanResult().requiredTier!, raiseIsLeast: false };
  const text = ticketText({ requiredTier });
  expect(text).toContain('in place of 300 (412 enough)');
  expect(text).toContain('These figures are enough; less may do: the search was cut short.');
  expect(text).not.toContain('needed');
});

test('a higher tier: what the lower one would refuse, what we ask, and how far it then holds', () => {
  const [doing, ...paragraphs] = tickets(planResult())[0]!.paragraphs;
  expect(doing).toMatch(/^We use Pinterest API v5 .* we sent 22,357 requests/);
  expect(paragraphs).toEqual([
    'Trial access would throttle 15,357 of 22,357 requests (68.69%), first at 2026-01-05 11:00:00 UTC, by its limit of 1,000 requests a day per app (universal). universal binds most: it throttles all 15,357, and would have to be 4,084 a day.',
    'We ask for standard access.',
    [
      'Evidence: a simulation of the recorded requests under your limits as published (Rate limits, https://developers.pinterest.com/docs/reference/rate-limits/, read 2026-01-10), with fixed-window windows, refused requests using no quota, and the client “drop”.',
      'With standard access, every request would be admitted at once, as a run shows, under all 102 ways in which your windows may count.',
      'It then holds up to 38.2 times today’s users, 1.41 times today’s requests a user and 1.36 times today’s speed.',
      'Trace sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08; model pinterest-v5, sha256 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752;',
      'made by quotasim 0.1.0: quotasim plan traces/agency-week.csv --growth 8%/month',
    ].join(' '),
  ]);
});

test('a higher tier is asked for by the client that is planned for', () => {
  expect(tickets(clientsPlanResult()).map(({ client }) => client)).toEqual(['no-retry']);
});

test('where the first tier suffices, or the model knows no request, there is nothing to ask for', () => {
  const { plan, ...rest } = planResult();
  expect(tickets({ ...rest, plan: plan!, requiredTier: { tier: 'trial', met: [] } })).toEqual([]);
  const unmapped = { requests: rest.trace.requests, names: [] };
  expect(tickets({ ...rest, trace: { ...rest.trace, unmapped } })).toEqual([]);
});

test('without a plan, a higher tier is asked for without what only a plan tells', () => {
  const { plan, ...rest } = planResult();
  expect(plan).toBeDefined();
  const [ticket] = tickets(rest);
  expect(ticket!.paragraphs[2]).toBe('We ask for standard access.');
  expect(ticket!.paragraphs.join(' ')).not.toContain('It then holds up to');
});
