import { expect, test } from 'vitest';
import { workloadTrace } from '../../src/workload/generate/workload-trace.js';
import { workloadWarnings } from '../../src/workload/generate/workload-warnings.js';
import { model, parse, run, small, source } from './small-workload.js';

const warnings = (change: Record<string, unknown>) => workloadWarnings(parse(small(change)), model);

test('what the model knows and what is in time gives no warning', () => {
  const launches = [{ name: 'early', at: '2026-03-01T22:00', factor: 2, length: '1h', fade: '2h' }];
  const holidays = [{ name: 'long', from: '2026-02-20', to: '2026-03-02', factor: 2 }];
  const calls = [{ call: 'GET /ad_accounts/{ad_account_id}/ads' }, { category: 'poll' }];
  const populations = [{ name: 'u', users: 1, ad_accounts: 1 }];
  expect(warnings({ launches, holidays, populations, sources: [source({ calls })] })).toEqual([]);
});

test('an unknown category or operation is told once, where it stands first, with the nearest known one', () => {
  const populations = [{ name: 'u', users: 1, ad_accounts: 1 }];
  const inLoop = { each: 'ad_account', calls: [{ category: 'read' }, { call: 'GET /mee' }] };
  const sources = [
    source({ name: 'a', calls: [{ category: 'raed' }, inLoop] }),
    source({
      name: 'b',
      calls: undefined,
      mix: [{ category: 'raed' }, { call: 'PUT /elsewhere' }],
    }),
  ];
  expect(warnings({ populations, sources })).toEqual([
    {
      pointer: '/sources/0/calls/0/category',
      message:
        'the model "acme" does not map raed: only limits on all requests hold for it. Did you mean "read"?',
    },
    {
      pointer: '/sources/0/calls/1/calls/1/call',
      message:
        'the model "acme" does not map GET /mee: only limits on all requests hold for it. Did you mean "GET /me"?',
    },
    {
      pointer: '/sources/1/mix/1/call',
      message:
        'the model "acme" does not map PUT /elsewhere: only limits on all requests hold for it.',
    },
  ]);
});

test.each([
  ['before', '2025-03-02'],
  ['just before', '2026-03-01'],
  ['just after', '2026-03-03'],
  ['after', '2027-03-02'],
])('a holiday %s the workload is told', (_name, date) => {
  expect(warnings({ holidays: [{ name: 'off', date, factor: 0 }] })).toEqual([
    {
      pointer: '/holidays/0',
      message:
        'the holiday "off" is outside of the workload\'s time, 2026-03-02: it changes nothing. Is its year right?',
    },
  ]);
});

test('holidays are days of the sources that they change', () => {
  const sources = ['UTC', 'America/New_York'].map((zone) =>
    source({ name: zone.slice(0, 3), zone }),
  );
  const of = (name: string) =>
    warnings({
      sources,
      holidays: [{ name: 'eve', date: '2026-03-01', factor: 0, sources: [name] }],
    }).map(({ pointer }) => pointer);
  expect(of('UTC')).toEqual(['/holidays/0']);
  expect(of('Ame')).toEqual([]);
});

test.each([
  ['over before it begins', '2026-03-01T22:00'],
  ['not begun when it ends', '2026-03-04T00:00'],
])('a launch that is %s is told', (_name, at) => {
  const launch = { name: 'sale', at, factor: 5, length: '1h', fade: '1h' };
  const inside = { ...launch, name: 'inside', at: '2026-03-03T23:59' };
  expect(warnings({ length: '2d', launches: [inside, launch] })).toEqual([
    {
      pointer: '/launches/1',
      message:
        'the launch "sale" is outside of the workload\'s time, 2026-03-02 to 2026-03-03: it changes nothing. Is its year right?',
    },
  ]);
});

test('a trace made from a profile carries its warnings', () => {
  const change = { sources: [source({ calls: [{ category: 'raed' }] })] };
  const trace = workloadTrace(run(change), { name: 'small', seed: 3 }, warnings(change));
  expect(trace.warnings).toEqual([
    'The trace is synthetic: generated from the profile "small" with seed 3.',
    'The profile at /sources/0/calls/0/category: the model "acme" does not map raed: only limits on all requests hold for it. Did you mean "read"?',
  ]);
});
