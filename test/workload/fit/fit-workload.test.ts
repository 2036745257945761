import { expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { parseWorkload } from '../../../src/workload/profile/parse-workload.js';
import { formatWorkload } from '../../../src/workload/fit/fit-text.js';
import { factsOf, fit, ofOneUser, profile, sourceOf, traceOf } from './fitting.js';

const PEOPLE = { length: '7d', populations: [{ name: 'people', users: 20 }] };

test('a week of office hours gives its curve back: busy hours within a tenth, nights next to nothing', () => {
  const fitted = fit(traceOf(profile({ rate: '8/h', curve: 'office' }, PEOPLE)));
  expect(factsOf(fitted).curve!.shape).toBe('hours and days');
  const truth = parseWorkload(profile({ rate: '8/h', curve: 'office' }, PEOPLE), { file: 'known' });
  const found = parseWorkload(fitted.document, { file: 'found' });
  const [a, b] = [truth, found].map(({ sources: [source] }) =>
    source!.clock.kind === 'arrivals' ? source!.clock.curve.week : [],
  );
  const off = a!.map((factor, hour) => (factor < 1 ? 0 : Math.abs(b![hour]! / factor - 1)));
  expect(off.reduce((sum, one) => sum + one, 0) / off.filter((one) => one > 0).length).toBeLessThan(
    0.1,
  );
  expect(b![26]).toBeLessThan(0.3);
  expect(factsOf(fitted).curve!.test!.p).toBeGreaterThan(0.01);
});

test('a flat rate stays flat, however many hours there are', () => {
  expect(factsOf(fit(traceOf(profile({ rate: '3/h' }, PEOPLE)))).curve!.shape).toBe('flat');
});

test('a day tells hours apart, less than a day does not', () => {
  const day = { ...PEOPLE, length: '1d' };
  expect(factsOf(fit(traceOf(profile({ rate: '4/h', curve: 'office' }, day)))).curve!.shape).toBe(
    'hours',
  );
  const fitted = fit(
    traceOf(profile({ rate: '20/h', curve: 'office' }, { ...PEOPLE, length: '12h' })),
  );
  expect(factsOf(fitted).curve!.shape).toBe('flat');
  expect(fitted.facts.notes.join(' ')).toContain('lasts less than a day');
});

test('hours are told in the zone that is given', () => {
  const columns = traceOf(
    profile({ rate: '4/h', curve: 'office' }, { ...PEOPLE, zone: 'Asia/Tokyo' }),
  );
  const { curve } = sourceOf(fit(columns, { zone: 'Asia/Tokyo' })).arrivals!;
  const { hours } = curve as { hours: number[] };
  expect(hours[10]!).toBeGreaterThan(10 * hours[3]!);
});

test('Zipf users give their exponent back within a tenth, and equal users stay equal', () => {
  const people = (activity: object) => ({
    length: '1d',
    populations: [{ name: 'people', users: 50, ...activity }],
  });
  const zipf = fit(traceOf(profile({ rate: '10/h' }, people({ activity: { zipf: 1.1 } }))));
  const { activity } = zipf.document.populations[0]!;
  expect(Math.abs((activity as { zipf: number }).zipf - 1.1)).toBeLessThan(0.11);
  const { top } = zipf.facts.populations[0]!.activity;
  expect(Math.abs(top.fitted - top.recorded)).toBeLessThan(0.03);
  const equal = fit(traceOf(profile({ rate: '5/h' }, people({}))));
  expect(equal.document.populations[0]!.activity).toBeUndefined();
  expect(equal.document.populations[0]!.users).toBe(50);
});

test('log-normal users give their sigma back within a fifth', () => {
  const populations = [{ name: 'people', users: 200, activity: { log_normal: 1 } }];
  const fitted = fit(traceOf(profile({ rate: '4/h' }, { length: '1d', populations })));
  const { activity } = fitted.document.populations[0]!;
  expect(Math.abs((activity as { log_normal: number }).log_normal - 1)).toBeLessThan(0.2);
});

test('a nightly job is a cron line with its jitter, size and users, beside what comes by chance', () => {
  const columns = traceOf(
    profile(undefined, {
      length: '7d',
      populations: [{ name: 'people', users: 10, ad_accounts: 3 }],
      sources: [
        {
          name: 'reads',
          population: 'people',
          arrivals: { rate: '2/h' },
          calls: [{ category: 'ads_read' }],
        },
        {
          name: 'sync',
          population: 'people',
          jobs: { cron: '30 2 * * *', jitter: '3m' },
          calls: [{ category: 'ads_read', times: 40 }],
        },
      ],
    }),
  );
  const fitted = fit(columns);
  const { jobs, calls, latency } = sourceOf(fitted, 'ads_read-job');
  expect(jobs!.cron).toBe('30 2 * * *');
  expect(jobs!.jitter).toMatch(/^1[78]\ds$|^3m$/);
  expect(jobs!.share).toBeUndefined();
  expect(latency).toBe('200ms');
  const { recorded, refitted } = factsOf(fitted, 'ads_read-job').requests;
  expect(recorded).toBeGreaterThanOrEqual(7 * 10 * 40);
  expect(Math.abs(refitted! / recorded - 1)).toBeLessThan(0.02);
  expect(calls![0]!.category).toBe('ads_read');
  expect(sourceOf(fitted, 'ads_read').arrivals!.rate).toMatch(/^(1\.9|2\.0|2$)\d*\/h$|^2\/h$/);
  expect(fitted.document.populations[0]).toMatchObject({ users: 10, ad_accounts: 3 });
});

test('batches are their sizes and the time within them; single requests are no batches', () => {
  const calls = [{ category: 'org_read', times: 12 }];
  const [source] = (profile({ rate: '1/h' }) as { sources: [object] }).sources;
  const columns = traceOf(
    profile(undefined, { length: '2d', sources: [{ ...source, calls } as never] }),
  );
  const fitted = fit(columns);
  expect(sourceOf(fitted)).toMatchObject({ latency: '200ms', calls });
  expect(factsOf(fitted).words.join(' ')).toContain('batches of 12 on average');
  expect(factsOf(fit(traceOf(profile({ rate: '3/h' })))).words).toContain('Batches do not show.');
});

test('a part that few users send has those users alone', () => {
  const columns = traceOf(
    profile(undefined, {
      length: '1d',
      populations: [
        { name: 'people', users: 30 },
        { name: 'robots', users: 2 },
      ],
      sources: [
        {
          name: 'r',
          population: 'people',
          arrivals: { rate: '10/h' },
          calls: [{ category: 'org_read' }],
        },
        {
          name: 'w',
          population: 'robots',
          arrivals: { rate: '30/h' },
          calls: [{ category: 'org_write' }],
        },
      ],
    }),
  );
  const fitted = fit(columns);
  expect(fitted.document.populations.map(({ name, users }) => [name, users])).toEqual([
    ['users', 30],
    ['org_write-users', 2],
  ]);
});

test('synthesize, fit, synthesize keeps mix, shares and costs within a twentieth', () => {
  const known = {
    length: '2d',
    sources: [
      {
        name: 'r',
        population: 'people',
        arrivals: { rate: '60/h' },
        mix: [
          { category: 'org_read', weight: 3 },
          { category: 'org_write', weight: 1, cost: 5 },
          { category: 'ads_conversions', weight: 1, conversion: 0.5, test: 0.2 },
        ],
      },
    ],
  } as never;
  const first = traceOf(profile(undefined, known));
  const second = traceOf(fit(first).document, 2);
  const describe = (columns: typeof first) => {
    const counts = columns.names.categories.map(
      (_, c) => columns.category.filter((x) => x === c).length,
    );
    return {
      mix: counts.map((count) => count / columns.length),
      conversion: columns.flags.filter((flag) => (flag & 2) !== 0).length / columns.length,
      test: columns.flags.filter((flag) => (flag & 1) !== 0).length / columns.length,
      cost: columns.cost!.reduce((sum, cost) => sum + cost, 0) / columns.length,
    };
  };
  const [a, b] = [describe(first), describe(second)];
  a.mix.forEach((share, c) => {
    expect(Math.abs(b.mix[c]! - share)).toBeLessThan(0.02);
  });
  expect(Math.abs(b.conversion - a.conversion)).toBeLessThan(0.01);
  expect(Math.abs(b.test - a.test)).toBeLessThan(0.01);
  expect(Math.abs(b.cost / a.cost - 1)).toBeLessThan(0.05);
  expect(Math.abs(second.length / first.length - 1)).toBeLessThan(0.05);
});

test('three times the users is one edit, and three times the traffic, however many populations', () => {
  const populations = [
    { name: 'people', users: 10 },
    { name: 'robots', users: 4 },
  ];
  const sources = populations.map(({ name }, i) => ({
    name: `s${i}`,
    population: name,
    arrivals: { rate: '30/h' },
    calls: [{ category: ['org_read', 'ads_read'][i]! }],
  }));
  const { document, facts } = fit(traceOf(profile(undefined, { populations, sources })));
  expect(document.populations).toHaveLength(2);
  expect(document.scale).toBe(1);
  expect(formatWorkload({ document, facts })).toMatch(/^scale: 1 # .*users of every population/m);
  const more = { ...document, scale: 3 };
  expect(traceOf(more, 2).length / traceOf(document, 2).length).toBeGreaterThan(2.7);
  expect(traceOf(more, 2).length / traceOf(document, 2).length).toBeLessThan(3.3);
});

test('the same trace gives the same profile', () => {
  const columns = traceOf(profile({ rate: '60/h' }));
  expect(fit(columns)).toEqual(fit(columns));
});

test('requests that the model does not map are a profile too', () => {
  const columns = traceOf(
    profile(
      { rate: '60/h' },
      {
        sources: [
          {
            name: 'x',
            population: 'people',
            arrivals: { rate: '9/h' },
            calls: [{ category: 'nowhere' }],
          },
        ],
      },
    ),
  );
  expect(sourceOf(fit(columns), 'unmapped').calls).toEqual([{ category: 'unmapped' }]);
});

test('requests within less than a second are refused, with what was found and how much is needed', () => {
  const columns = traceOf(profile({ rate: '60/h' }));
  expect(() => fit({ ...columns, length: 1 })).toThrow(
    /1 request within 1us, which tells no rate; expected requests over 1s at least/,
  );
  const at = columns.timestamp[0]!;
  expect(() => fit(ofOneUser(columns, Float64Array.from([at, at])))).toThrow(/2 requests within/);
});

test('fewer than 20 requests are a profile under a warning', () => {
  const columns = traceOf(profile({ rate: '60/h' }));
  const few = fit({ ...columns, length: 3 });
  expect(() => parseWorkload(few.document, { file: 'few' })).not.toThrow();
  expect(few.facts.warnings.join(' ')).toMatch(
    /^Careful: 3 requests in \d+s tell neither.*\(20 are needed/,
  );
  expect(formatWorkload(few).split('\n')[1]).toMatch(/^# Careful: 3 requests/);
  expect(fit(columns).facts.warnings).toEqual([]);
});

test('apps whose names a profile cannot hold are renamed, and a note says so', () => {
  const columns = traceOf(profile({ rate: '60/h' }));
  const fitted = fit({ ...columns, names: { ...columns.names, apps: ['é app'] } });
  expect(fitted.document.apps).toEqual(['e-app']);
  expect(fitted.facts.notes.join(' ')).toContain('app "é app" is e-app');
  expect(fit(columns).facts.notes.join(' ')).not.toContain('alone: app');
});

test('equal gaps are said not to keep their phases, and a divided chi-square to be divided', () => {
  const words = (fitted: ReturnType<typeof fit>) => factsOf(fitted).words.join(' ');
  expect(words(fit(traceOf(profile({ rate: '6/m', process: 'constant' }))))).toContain(
    'when each begins is not kept',
  );
  const bursts = { bursts: { factor: 20, length: '5m', every: '2h' } };
  const clustered = fit(
    traceOf(profile({ rate: '8/h', process: bursts, curve: 'office' }, PEOPLE)),
  );
  expect(words(clustered)).toMatch(
    /chi-square [\d.]+, divided by [\d.]+, the dispersion of 10-minute counts within hours, at \d+ degrees/,
  );
  const { clustering, test: ofHours } = factsOf(clustered).curve!;
  expect(clustering).toBeGreaterThan(1);
  expect(ofHours!.p).toBeGreaterThan(0);
});

test('no request at all is an error that says what to do', () => {
  const columns = traceOf(profile({ rate: '60/h' }));
  expect(() => fit({ ...columns, length: 0 })).toThrow(InputError);
  expect(() => fit(columns, { from: 0, to: 1 })).toThrow(
    /no request in the window given; widen it/,
  );
});
