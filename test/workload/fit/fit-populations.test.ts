import { expect, test } from 'vitest';
import { fit, profile, sourceOf, traceOf } from './fitting.js';

const ADS = [{ call: 'GET /ad_accounts/{ad_account_id}/campaigns' }];

test('ad accounts that several users address are shared, others are their own', () => {
  const accounts = (ad_accounts: unknown) => {
    const known = profile(undefined, {
      length: '1d',
      populations: [{ name: 'people', users: 8, ad_accounts } as never],
      sources: [{ name: 'ads', population: 'people', arrivals: { rate: '4/h' }, calls: ADS }],
    });
    return fit(traceOf(known)).document.populations[0]!.ad_accounts;
  };
  expect(accounts({ shared: 3 })).toEqual({ shared: 3 });
  expect(accounts(3)).toBe(3);
});

test('each app has users and sources of its own', () => {
  const apps = ['left', 'right'];
  const known = profile(undefined, {
    length: '1d',
    apps,
    populations: apps.map((app, i) => ({ name: `p${i}`, app, users: 3 + i })),
    sources: apps.map((_, i) => ({
      name: `s${i}`,
      population: `p${i}`,
      arrivals: { rate: `${2 + 4 * i}/h` },
      calls: [{ category: 'org_read' }],
    })),
  });
  const fitted = fit(traceOf(known));
  expect([...fitted.document.apps!].sort()).toEqual(apps);
  expect([...fitted.document.populations].sort((a, b) => a.users - b.users)).toMatchObject([
    { name: 'left-users', app: 'left', users: 3 },
    { name: 'right-users', app: 'right', users: 4 },
  ]);
  const rateOf = (name: string) => parseFloat(sourceOf(fitted, name).arrivals!.rate);
  expect(rateOf('right-org_read') / rateOf('left-org_read')).toBeGreaterThan(2.2);
  const again = traceOf(fitted.document, 2);
  expect([...again.names.apps].sort()).toEqual(apps);
});

test('users who send other things are another kind, with sources and weights of their own', () => {
  const known = profile(undefined, {
    length: '2d',
    populations: [
      { name: 'people', users: 12, activity: { zipf: 0.8 } },
      { name: 'sync', users: 1 },
    ],
    sources: [
      {
        name: 'looks',
        population: 'people',
        arrivals: { rate: '3/h' },
        mix: [{ category: 'org_read', weight: 3 }, { category: 'ads_read' }],
      },
      {
        name: 'copies',
        population: 'sync',
        arrivals: { rate: '90/h' },
        calls: [{ category: 'ads_read' }],
      },
    ],
  });
  const { populations, sources } = fit(traceOf(known)).document;
  expect(populations.map(({ name, users }) => [name, users])).toEqual([
    ['users', 12],
    ['ads_read-users', 1],
  ]);
  expect(sources.map(({ name, population }) => [name, population])).toEqual([
    ['ads_read-1', 'users'],
    ['org_read', 'users'],
    ['ads_read-2', 'ads_read-users'],
  ]);
});

test('users with a conversion token are told from those with OAuth', () => {
  const populations = ['token', 'oauth'].map((name) => ({ name, users: 2 }));
  const sources = populations.map(({ name }) => ({
    name,
    population: name,
    arrivals: { rate: '6/h' },
    conversion: name === 'token' ? 1 : 0,
    calls: [{ category: 'ads_conversions' }],
  }));
  const fitted = fit(traceOf(profile(undefined, { length: '1d', populations, sources })));
  expect(fitted.document.sources.map(({ conversion }) => conversion)).toEqual([1, undefined]);
});
