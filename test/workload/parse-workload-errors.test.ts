import { expect, test } from 'vitest';
import { parseYaml } from '../../src/model/parse-yaml.js';
import { parseWorkload } from '../../src/workload/profile/parse-workload.js';
import { inputErrorOf } from '../model/input-error-of.js';
import { parse, small, source } from './small-workload.js';

/** A workload whose only source has some keys changed. */
const withSource = (change: Record<string, unknown>) => small({ sources: [source(change)] });
/** A workload whose only source has arrivals with some keys changed. */
const withArrivals = (change: Record<string, unknown>) =>
  withSource({ arrivals: { rate: '1/h', ...change } });
/** A workload whose only source calls one step. */
const withStep = (step: Record<string, unknown>) => withSource({ calls: [step] });
const withTimes = (times: unknown) => withStep({ category: 'read', times });
const jobs = (change: Record<string, unknown>) =>
  withSource({ arrivals: undefined, jobs: { cron: '0 2 * * *', ...change } });

test.each<[string, unknown, string]>([
  ['no document', null, '#: the document is empty; expected a mapping'],
  [
    'an unknown key',
    small({ populatoins: [] }),
    '#/populatoins: unknown key "populatoins"; expected one of format, version, name, title, start, length, zone, growth, apps, curves, scale, populations, sources, launches, holidays. Did you mean "populations"?',
  ],
  [
    'an unknown key of a step',
    withStep({ category: 'read', page: {} }),
    '#/sources/0/calls/0/page: unknown key "page"; expected one of call, category, calls, each, share, wait, chance, weight, times, pages, batches, poll, concurrency, pace, conversion, test, cost. Did you mean "pages"?',
  ],
  [
    'another format',
    small({ format: 'quotasim/model' }),
    '#/format: format is "quotasim/model"; expected "quotasim/workload"',
  ],
  [
    'a missing key',
    small({ sources: undefined }),
    '#: the document has no "sources"; add it. What is sent.',
  ],
  [
    'a length of words',
    small({ length: 'a week' }),
    '#/length: length is "a week"; expected a duration such as 250ms, 90s, 15m, 6h or 7d',
  ],
  [
    'no length at all',
    small({ length: '0d' }),
    '#/length: 0d is too short; expected a duration longer than zero',
  ],
  [
    'a start that is no date',
    small({ start: 'Monday' }),
    '#/start: start is "Monday"; expected a date such as 2026-03-02',
  ],
  [
    'a start on no calendar',
    small({ start: '2026-02-30' }),
    '#/start: 2026-02-30 is on no calendar; expected a day that exists',
  ],
  [
    'an unknown zone',
    small({ zone: 'Europe/Belrin' }),
    '#/zone: there is no time zone "Europe/Belrin"; expected an IANA name such as Europe/Berlin',
  ],
  [
    'two populations of one name',
    small({ populations: [1, 2].map(() => ({ name: 'u', users: 1 })) }),
    '#/populations/1/name: "u" stands twice, as entries 1 and 2; rename or remove one',
  ],
  [
    'two sources of one name',
    small({ sources: [source(), source()] }),
    '#/sources/1/name: "s" stands twice, as entries 1 and 2; rename or remove one',
  ],
  [
    'no users',
    small({ populations: [{ name: 'u', users: 0 }] }),
    '#/populations/0/users: users is 0; expected at least 1',
  ],
  [
    'an app that is not declared',
    small({ apps: ['adhub'], populations: [{ name: 'u', users: 1, app: 'adhup' }] }),
    '#/populations/0/app: app "adhup" is not declared; expected one of adhub. Did you mean "adhub"?',
  ],
  [
    'an activity of two laws',
    small({ populations: [{ name: 'u', users: 1, activity: { zipf: 1, log_normal: 1 } }] }),
    '#/populations/0/activity: the activity has both "zipf" and "log_normal"; keep one of the two',
  ],
  [
    'ad accounts of two kinds',
    small({ populations: [{ name: 'u', users: 1, ad_accounts: { shared: 3, poisson: 2 } }] }),
    '#/populations/0/ad_accounts: the ad accounts have both "shared" and "poisson"; keep one of the two',
  ],
  [
    'a population that is not declared',
    withSource({ population: 'v' }),
    '#/sources/0/population: population "v" is not declared; expected one of u. Did you mean "u"?',
  ],
  [
    'a source without a clock',
    withSource({ arrivals: undefined }),
    '#/sources/0: the clock of "s" is missing; expected one of arrivals, sessions, jobs',
  ],
  [
    'a source with two clocks',
    withSource({ jobs: { cron: '0 2 * * *' } }),
    '#/sources/0: the clock of "s" has both "arrivals" and "jobs"; keep one of the two',
  ],
  [
    'a source without calls',
    withSource({ calls: undefined }),
    '#/sources/0: the path of "s" is missing; expected one of calls, mix',
  ],
  [
    'draws without a mix',
    withSource({ draws: 3 }),
    '#/sources/0/draws: draws has a use only beside mix; remove it, or rename calls to mix',
  ],
  [
    'a rate without a unit',
    withArrivals({ rate: 40 }),
    '#/sources/0/arrivals/rate: rate is 40; expected text',
  ],
  [
    'a rate in words',
    withArrivals({ rate: '40 per minute' }),
    '#/sources/0/arrivals/rate: rate is "40 per minute"; expected a rate such as 5/s, 40/m, 12/h or 3/d',
  ],
  [
    'an unknown process',
    withArrivals({ process: 'poison' }),
    '#/sources/0/arrivals/process: process is "poison"; expected one of poisson, constant. Did you mean "poisson"?',
  ],
  [
    'bursts without calm',
    withArrivals({ process: { bursts: { factor: 3, length: '1h', every: '1h' } } }),
    '#/sources/0/arrivals/process/bursts: bursts last 1h and begin every 1h; expected them to be shorter than that',
  ],
  [
    'Pareto gaps without a mean',
    withArrivals({ process: { pareto: { alpha: 1 } } }),
    '#/sources/0/arrivals/process/pareto/alpha: alpha is 1; expected at least 1.01',
  ],
  [
    'an unknown curve',
    withArrivals({ curve: 'offce' }),
    '#/sources/0/arrivals/curve: there is no curve "offce"; expected one of flat, office, evening, or one declared under curves. Did you mean "office"?',
  ],
  [
    'a curve of nothing',
    withArrivals({ curve: { days: { sat: 0 } } }),
    '#/sources/0/arrivals/curve: every weight is 0; expected one above 0 at least',
  ],
  [
    'a curve of more than numbers hold',
    withArrivals({ curve: { hours: new Array(24).fill(1e308) } }),
    '#/sources/0/arrivals/curve: the weights add up to more than a number can hold; give smaller ones',
  ],
  [
    'a rate below zero',
    withArrivals({ rate: '-5/s' }),
    '#/sources/0/arrivals/rate: rate is "-5/s"; expected a rate such as 5/s, 40/m, 12/h or 3/d',
  ],
  [
    'a wait below zero',
    withStep({ category: 'read', wait: '-10s' }),
    '#/sources/0/calls/0/wait: wait is "-10s"; expected a duration such as 250ms, 90s, 15m, 6h or 7d',
  ],
  [
    'a wait of more than can be held',
    withStep({ category: 'read', wait: '999999d' }),
    '#/sources/0/calls/0/wait: 999999d is too long; expected at most 104000d',
  ],
  [
    'users steeper than any',
    small({ populations: [{ name: 'u', users: 1, activity: { zipf: 1000 } }] }),
    '#/populations/0/activity/zipf: zipf is 1000; expected at most 10',
  ],
  [
    'an unknown zone of cron lines',
    jobs({ zone: 'Mars/Olympus' }),
    '#/sources/0/jobs/zone: there is no time zone "Mars/Olympus"; expected an IANA name such as Europe/Berlin',
  ],
  [
    'a source without a name',
    withSource({ name: undefined }),
    '#/sources/0: entry 1 of sources has no "name"; add it. What it is called.',
  ],
  [
    'a curve told twice',
    small({ curves: { c: { week: new Array(168).fill(1), days: { sat: 1 } } } }),
    '#/curves/c: the curve has both "week" and "hours" or "days"; keep one of the two',
  ],
  [
    'hours past midnight',
    withArrivals({ curve: { hours: { '22-2': 1, '9-17': 1 } } }),
    '#/sources/0/arrivals/curve/hours/22-2: 22-2 does not run forwards within 0-24; split what runs past the end',
  ],
  [
    'days past Sunday',
    withArrivals({ curve: { days: { 'sat-mon': 1, 'tue-fri': 1 } } }),
    '#/sources/0/arrivals/curve/days/sat-mon: sat-mon does not run forwards within mon-sun; split what runs past the end',
  ],
  [
    'a day that is none',
    withArrivals({ curve: { days: { Samstag: 1 } } }),
    '#/sources/0/arrivals/curve/days/Samstag: the key is "Samstag"; expected a day such as sat, or days such as mon-fri',
  ],
  [
    'a cron line that is none',
    jobs({ cron: '0 25 * * *' }),
    '#/sources/0/jobs/cron: the cron line "0 25 * * *" is not readable: Invalid value for hour: 25. Expected five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *"',
  ],
  [
    'a cron line of seconds',
    jobs({ cron: ['0 2 * * *', '0 0 2 * * *'] }),
    '#/sources/0/jobs/cron/1: the cron line "0 0 2 * * *" has 6 fields; expected five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *". Seconds, years and names such as @daily are not taken',
  ],
  [
    'a cron line of seconds and a year',
    jobs({ cron: ['0 2 * * *', '0 0 2 * * * 2026'] }),
    '#/sources/0/jobs/cron/1: the cron line "0 0 2 * * * 2026" has 7 fields; expected five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *". Seconds, years and names such as @daily are not taken',
  ],
  [
    'a cron line of a name in place of fields',
    jobs({ cron: ['0 2 * * *', '@daily'] }),
    '#/sources/0/jobs/cron/1: the cron line "@daily" has 1 field; expected five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *". Seconds, years and names such as @daily are not taken',
  ],
  [
    'a cron line of only a minute and an hour',
    jobs({ cron: ['0 2 * * *', '0 2'] }),
    '#/sources/0/jobs/cron/1: the cron line "0 2" has 2 fields; expected five fields: minute, hour, day of month, month, day of week, such as "0 2 * * *". Seconds, years and names such as @daily are not taken',
  ],
  [
    'a cron line that never fires',
    jobs({ cron: ['0 2 * * *', '0 2 31 2 *'] }),
    '#/sources/0/jobs/cron/1: the cron line "0 2 31 2 *" never fires; mend its day or month',
  ],
  [
    'a share of more than all',
    jobs({ share: 2 }),
    '#/sources/0/jobs/share: share is 2; expected at most 1',
  ],
  [
    'a step of nothing',
    withStep({ times: 3 }),
    '#/sources/0/calls/0: the operation of the step is missing; expected one of call, category, calls',
  ],
  [
    'a step of two operations',
    withStep({ category: 'read', call: 'GET /me' }),
    '#/sources/0/calls/0: the operation of the step has both "call" and "category"; keep one of the two',
  ],
  [
    'a call without a method',
    withStep({ call: '/me' }),
    '#/sources/0/calls/0/call: call is "/me"; expected a method and a path such as "GET /ad_accounts/{ad_account_id}/ads"',
  ],
  [
    'a path that is no template',
    withStep({ call: 'GET /me?test=true' }),
    '#/sources/0/calls/0/call: "me?test=true" in /me?test=true is neither plain text nor one whole parameter such as {pin_id}',
  ],
  [
    'a path of ad accounts without any',
    withStep({ call: 'GET /ad_accounts/{ad_account_id}' }),
    '#/sources/0/calls/0/call: the path has {ad_account_id} and the population has no ad accounts; give it ad_accounts',
  ],
  [
    'a loop over ad accounts without any',
    withStep({ category: 'read', each: 'ad_account' }),
    '#/sources/0/calls/0/each: the population has no ad accounts to run over; give it ad_accounts, or remove "each"',
  ],
  [
    'a loop over nothing',
    withStep({ calls: [{ category: 'read' }] }),
    '#/sources/0/calls/0: the loop does not say what it runs over; add "each: ad_account"',
  ],
  [
    'a share of no loop',
    withStep({ category: 'read', share: 0.5 }),
    '#/sources/0/calls/0/share: share has a use only beside "each"; give a chance instead',
  ],
  [
    'a weight outside of a mix',
    withStep({ category: 'read', weight: 2 }),
    '#/sources/0/calls/0/weight: weight has a use only within mix; give a chance instead',
  ],
  [
    'a chance within a mix',
    withSource({ calls: undefined, mix: [{ category: 'read', chance: 0.5 }] }),
    '#/sources/0/mix/0/chance: chance has no use within mix; give a weight instead',
  ],
  [
    'a mix of no weight',
    withSource({ calls: undefined, mix: [{ category: 'read', weight: 0 }] }),
    '#/sources/0/mix: every weight is 0; expected one above 0 at least',
  ],
  [
    'pages and polls at once',
    withStep({
      category: 'read',
      pages: { items: 1, page_size: 1 },
      poll: { every: '1s', up_to: '2s' },
    }),
    '#/sources/0/calls/0: the step has both "pages" and "poll"; keep one of the two',
  ],
  [
    'pages of nothing',
    withStep({ category: 'read', pages: { items: 1, page_size: 0 } }),
    '#/sources/0/calls/0/pages/page_size: page_size is 0; expected at least 1',
  ],
  [
    'polling that ends before it begins',
    withStep({ category: 'read', poll: { every: '10s', up_to: '5s' } }),
    '#/sources/0/calls/0/poll: it asks every 10s, and for 5s at most; lengthen up_to',
  ],
  [
    'half a call',
    withTimes(1.5),
    '#/sources/0/calls/0/times: times is 1.5; expected a whole number or a mapping',
  ],
  [
    'a distribution of nothing',
    withTimes({}),
    '#/sources/0/calls/0/times: the distribution is missing; expected one of uniform, exponential, log_normal, pareto, poisson, geometric, choice',
  ],
  [
    'two distributions',
    withTimes({ poisson: 1, geometric: 2 }),
    '#/sources/0/calls/0/times: the distribution has both "poisson" and "geometric"; keep one of the two',
  ],
  [
    'a uniform distribution backwards',
    withTimes({ uniform: [6, 1] }),
    '#/sources/0/calls/0/times/uniform: uniform runs from the larger end to the smaller; exchange the two',
  ],
  [
    'a choice with a weight too few',
    withTimes({ choice: { values: [1, 2], weights: [1] } }),
    '#/sources/0/calls/0/times/choice/weights: weights has 1 entries for 2 values; expected as many',
  ],
  [
    'a duration where a count belongs',
    withTimes({ exponential: { mean: '10s' } }),
    '#/sources/0/calls/0/times/exponential/mean: mean is "10s"; expected a whole number',
  ],
  [
    'growth in another form',
    small({ growth: '8% a month' }),
    '#/growth: growth is "8% a month"; expected a growth such as 8%/month, 1.5%/week or -2%/day',
  ],
  [
    'growth to nothing',
    withSource({ growth: '-100%/day' }),
    '#/sources/0/growth: -100%/day leaves nothing; expected more than -100%',
  ],
  [
    'a launch of an unknown source',
    small({
      launches: [
        { name: 'x', at: '2026-03-02T10:00', factor: 2, length: '1h', sources: ['events'] },
      ],
    }),
    '#/launches/0/sources/0: source "events" is not declared; expected one of s.',
  ],
  [
    'a launch at no hour',
    small({ launches: [{ name: 'x', at: '2026-03-02T25:00', factor: 2, length: '1h' }] }),
    '#/launches/0/at: 2026-03-02T25:00 does not exist; expected a real time',
  ],
  [
    'a holiday without a day',
    small({ holidays: [{ name: 'rest', factor: 0 }] }),
    '#/holidays/0: the days of "rest" are not clear; give it "date", or "from" and "to"',
  ],
  [
    'a holiday without an end',
    small({ holidays: [{ name: 'rest', from: '2026-03-02', factor: 0 }] }),
    '#/holidays/0: "rest" has only one of "from" and "to"; add the other, or give it "date"',
  ],
  [
    'a holiday that ends before it begins',
    small({ holidays: [{ name: 'rest', from: '2026-03-03', to: '2026-03-02', factor: 0 }] }),
    '#/holidays/0: "rest" ends on 2026-03-02, before it begins on 2026-03-03; exchange the two',
  ],
])('%s is an error', (_name, document, message) => {
  expect(inputErrorOf(() => parse(document))).toBe(`w.yaml${message}`);
});

test('all problems of meaning are told at once', () => {
  const document = small({ zone: 'X/Y', sources: [source({ population: 'v', calls: undefined })] });
  expect(inputErrorOf(() => parse(document)).split('\n')).toHaveLength(3);
});

test('a problem of the document’s growth is told once, however many sources grow', () => {
  const sources = ['a', 'b'].map((name) => source({ name }));
  expect(inputErrorOf(() => parse(small({ growth: '-100%/day', sources })))).toBe(
    'w.yaml#/growth: -100%/day leaves nothing; expected more than -100%',
  );
});

test('a problem is told with the line where the text has lines', () => {
  const { document, lineOf } = parseYaml(
    'format: quotasim/workload\nversion: 1\nname: x\ntitle: X\nstart: 2026-03-02\nlength: 1d\n' +
      'populations: [{ name: u, users: 1 }]\nsources:\n  - name: s\n    population: w\n' +
      '    arrivals: { rate: 1/h }\n    calls: [{ category: read }]\n',
    'x.workload.yaml',
  );
  expect(inputErrorOf(() => parseWorkload(document, { file: 'x.workload.yaml', lineOf }))).toBe(
    'x.workload.yaml:10 (/sources/0/population): population "w" is not declared; expected one of u. Did you mean "u"?',
  );
});
