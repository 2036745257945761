import { expect, test } from 'vitest';
import { renderText } from '../../src/report/text.js';
import { HOSTILE_NAMES, hostileResult } from './hostile-result.js';
import { flippingPlanResult, planResult, raisePlanResult } from './plan-result.js';
import { clientsPlanResult, shortPlanResult } from './plan-variants.js';
import { sampleResult } from './sample-result.js';

/** The paragraph that begins with `start`, up to the first empty line. */
function part(start: string, text: string): string {
  expect(text).toContain(start);
  const from = text.slice(text.indexOf(start));
  return from.slice(0, from.indexOf('\n\n'));
}

test('the answer comes first: the tier, the headroom, the band', () => {
  const text = renderText(planResult());
  const order = [
    'You need standard access',
    'With more users',
    'Standard suffices under all',
    '  tier ',
  ];
  const places = order.map((start) => text.indexOf(start));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('thresholds with their margins, and what each tier refuses first, when and for whom', () => {
  const text = renderText(raisePlanResult());
  expect(part('          tier      threshold', text)).toBe(
    [
      '          tier      threshold     measured  margin',
      '  missed  trial     throttled==0    15,357  by 15,357',
      '  met     trial     delayed==0           0  –',
      '  missed  standard  throttled==0       225  by 225',
      '  missed  standard  delayed==0         225  by 225',
      '- trial refuses first: universal at 2026-01-05 11:00:00 UTC, for app adhub',
      '- standard refuses first: ads_analytics at 2026-01-07 09:20:04 UTC, for app adhub, user reporting',
    ].join('\n'),
  );
});

test('headroom by way of growing and tier', () => {
  expect(part('Headroom', renderText(planResult()))).toBe(
    [
      'Headroom, times today’s load, to 1%, growing 8%/month',
      '  load grows by  tier      holds up to  breaks at  first refused by  throttles most  reached on',
      '  users          trial          0.244×     0.247×  universal         universal       –',
      '  users          standard        38.2×      38.6×  universal         ads_analytics   2030-01-13',
      '  rate           trial          0.242×     0.245×  universal         universal       –',
      '  rate           standard        1.41×      1.44×  ads_analytics     ads_analytics   2026-05-09',
      '  speed          trial          0.301×     0.305×  universal         universal       –',
      '  speed          standard        1.36×      1.38×  ads_analytics     ads_analytics   2026-04-28',
      '- If the same happens faster, past standard’s end it holds again at some loads up to 1.52 times.',
      '- Which users are added first and when added requests are sent are drawn by the seed; --replications',
      '20 says how much that matters.',
    ].join('\n'),
  );
});

test('headroom drawn again: the one drawing, the median and the interval', () => {
  const lines = part('Headroom', renderText(raisePlanResult())).split('\n');
  expect(lines.slice(1, 4)).toEqual([
    '  load grows by  tier      in this drawing  median  interval                     breaks at  first refused by  throttles most',
    '  users          trial              0.244×       –  –                               0.247×  universal         universal',
    '  users          standard            0.91×   0.91×  0.84 to 0.97 in 12 drawings      0.92×  universal         ads_analytics',
  ]);
});

test('headroom of a load shorter than a window is marked, and dated only if today’s rate is not past it', () => {
  const result = shortPlanResult();
  const text = part('Headroom', renderText(result)).replaceAll('\n', ' ');
  expect(text.match(/1\.43×\*/g)).toHaveLength(3);
  expect(text).toContain(
    '* trial by users, trial by rate and trial by speed: the load then lasts 12 h, which proves nothing about limits counted by the day.',
  );
  expect(text).toMatch(/trial +1\.43×\* .* 2026-05-09/);
  const reservations = result.reservations.map((each) => ({ ...each, scaled: 1001 }));
  expect(part('Headroom', renderText({ ...result, reservations }))).toMatch(
    /trial +1\.43×\* .* past at this rate\n/,
  );
});

test('required limits of every tier, those that come closest first, and who sets today’s figure', () => {
  const text = renderText(raisePlanResult());
  const lines = part('Limits that standard would need', text).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'Limits that standard would need, today and as the load grows',
    '  limit                           allows  required  users ×2   ×5  ×10  rate ×2     ×5    ×10  speed ×2     ×5    ×10  today’s is set by',
    '  ads_analytics             300 a minute       412       412  412  412      824  2,060  4,120       824  2,060  4,120  app adhub, user reporting, from 2026-01-07 09:20:00 UTC',
  ]);
  expect(lines).toHaveLength(2 + 6 + 1);
  expect(lines.at(-1)).toBe('  and 5 more that come less close');
  expect(part('Limits that trial would need', text).split('\n').slice(2, 3)).toEqual([
    '  universal      1,000 a day     4,084     8,168  20,420  40,840    8,168  20,420  40,840     8,168  20,420  ≥ 40,840  app adhub, from 2026-01-07 09:20:00 UTC',
  ]);
});

test('a required limit of a load shorter than its window is a lower bound', () => {
  const text = renderText(raisePlanResult());
  const note = '- ≥: that load is shorter than the window, of which a full one may need more.';
  expect(part('Limits that trial would need', text)).toContain(note);
  expect(part('Limits that standard would need', text)).not.toContain('≥');
});

test('of several clients, it is said whose the plan is', () => {
  const text = renderText(clientsPlanResult());
  const heads = [
    'With no-retry, with more users like these, you are past',
    'With no-retry, standard suffices under all 102 settings',
    'With no-retry\n          tier',
    'Headroom with no-retry, times',
    'Limits that trial would need with no-retry, today',
    'What would help with no-retry\n',
    'How sure with no-retry, over',
    'To paste into a support ticket for no-retry\n',
  ];
  expect(heads.filter((head) => !text.includes(head))).toEqual([]);
  expect(renderText(planResult())).not.toMatch(/ with drop|With drop/);
});

test('a search cut short: what is asked for is enough, and not needed', () => {
  const result = raisePlanResult();
  const requiredTier = { ...result.requiredTier!, raiseIsLeast: false };
  const text = renderText({ ...result, requiredTier }).replaceAll('\n', ' ');
  expect(text).toContain(
    'ask for ads_analytics 300 → 450 a minute (412 enough), org_write 100 → 120 a minute (less may do: the search was cut short).',
  );
  expect(text).not.toContain('needed');
  expect(renderText(result)).toContain('(412 needed)');
});

test('the band is summed by algorithm, and it is said how to find out what holds', () => {
  const text = part('How sure', renderText(flippingPlanResult()));
  expect(text.split('\n').slice(0, 7)).toEqual([
    'How sure, over 102 settings',
    '  algorithm              settings  trial suffices  standard suffices',
    '  fixed-window                 48        under 18          under all',
    '  fixed-window-anchored         2         under 1          under all',
    '  sliding-log                   2      under none          under all',
    '  sliding-counter              48      under none          under all',
    '  token-bucket                  2      under none          under all',
  ]);
  expect(text.replaceAll('\n', ' ')).toContain(
    '- trial does not suffice under fixed-window if refused requests use no quota and the day starts at 08:00–13:00 UTC, or if refused requests use quota; fixed-window-anchored if refused requests use quota; sliding-log, sliding-counter and token-bucket.',
  );
  expect(text).toMatch(/How windows are counted: watch x-ratelimit-remaining/);
  expect(text).toMatch(/falls\s+with each\s+further\s+refusal/);
  expect(text).toMatch(/x-ratelimit-reset of a daily limit/);
});

test('a band that decides nothing is told in the verdict alone', () => {
  expect(renderText(planResult())).not.toContain('How sure');
});

test('replications: intervals by a named method, paired differences, and the seeds', () => {
  expect(part('Replications', renderText(raisePlanResult()))).toBe(
    [
      'Replications, 12 seeds (1–12); random: the workload and the client’s jitter',
      '            figure           estimate  95% interval      by',
      '  trial     throttled share    68.70%  67.80% to 69.60%  mean, Student’s t',
      '  standard  throttled share     1.01%  0.80% to 1.22%    mean, Student’s t',
      '  standard  delay p99         55.25 s  52.1 s to 58.9 s  median, order statistics',
      '  standard  headroom, users     0.91×  0.84× to 0.97×    median, order statistics',
      '  trial     headroom, users         –  –                 median, order statistics',
      '  difference        figure           estimate  95% interval, paired  as if unpaired',
      '  standard − trial  throttled share   −67.70%  −68.30% to −67.10%    −69.05% to −66.35%',
      '- Enough for a half-width of 5.0% of the estimate.',
    ].join('\n'),
  );
});

test('advice with what it changes, and the ticket', () => {
  const text = renderText(raisePlanResult()).replaceAll('\n', ' ');
  expect(text).toContain(
    'Under standard: objective missed → met, throttled 225 (1.01%) → 0, admitted late 225 (1.01%) → 0, attempts 22,582 → 22,357, 99% delay 55.25 s → 0 ms.',
  );
  expect(text).toContain(
    '- ads_analytics: 450 requests a minute per app and user in place of 300 (412 needed)',
  );
});

test('each part may be missing', () => {
  const { plan, band, replications, ...rest } = raisePlanResult();
  expect(renderText({ ...rest, band: band! })).toContain('How sure');
  expect(renderText({ ...rest, replications: replications! })).toContain('Replications, 12 seeds');
  const bare = { ...plan!, headroom: [], curves: [], requiredLimits: [], advice: [], tiers: [] };
  const text = renderText({ ...rest, plan: bare });
  expect(text).not.toMatch(/Headroom|would need|What would help|undefined|NaN|\n\n\n/);
  expect(renderText(sampleResult())).not.toMatch(/Headroom|How sure|Replications|support ticket/);
});

test('hostile names reach no terminal', () => {
  const text = renderText(hostileResult());
  const harmful = ['\u001b', '\u202e', '\u0000', '\u2028'];
  expect(harmful.every((char) => HOSTILE_NAMES.join().includes(char))).toBe(true);
  expect(harmful.filter((char) => text.includes(char))).toEqual([]);
});
