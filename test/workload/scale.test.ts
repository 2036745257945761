import { expect, test } from 'vitest';
import { fit, profile, traceOf } from './fit/fitting.js';
import { parseWorkload } from '../../src/workload/profile/parse-workload.js';

const MIXED = {
  length: '1d',
  populations: [
    { name: 'shops', users: 4, ad_accounts: { shared: 2 } },
    { name: 'people', users: 3 },
  ],
  sources: [
    {
      name: 'sync',
      population: 'shops',
      jobs: { cron: '0 * * * *' },
      calls: [{ category: 'org_read', times: 5 }],
    },
    {
      name: 'hooks',
      population: 'people',
      arrivals: { rate: '2/m', per: 'population' as const },
      calls: [{ category: 'org_write' }],
    },
  ],
};

const of = (scale: number) => profile(undefined, { ...MIXED, scale });

test('a scale of 3 is three times the users, shared ad accounts and requests', () => {
  const [one, three] = [traceOf(of(1)), traceOf(of(3))];
  expect(one).toEqual(traceOf(profile(undefined, MIXED)));
  expect(three.names.users).toHaveLength(3 * one.names.users.length);
  const { populations } = parseWorkload(of(3), { file: 'known' });
  expect(populations.map(({ users }) => users)).toEqual([12, 9]);
  expect(populations[0]!.adAccounts).toEqual({ kind: 'shared', count: 6 });
  const count = ({ category, names }: typeof one, name: string): number =>
    category.filter((each) => names.categories[each] === name).length;
  expect(count(three, 'org_read')).toBe(3 * count(one, 'org_read'));
  expect(Math.abs(count(three, 'org_write') / count(one, 'org_write') - 3)).toBeLessThan(0.15);
});

test('users are rounded, and one at least is left', () => {
  const usersAt = (scale: number) =>
    parseWorkload(of(scale), { file: 'known' }).populations.map(({ users }) => users);
  expect(usersAt(0.4)).toEqual([2, 1]);
  expect(usersAt(0.01)).toEqual([1, 1]);
  expect(() => usersAt(0)).toThrow(/scale/);
});

test('a fitted profile is written with the scale 1', () => {
  expect(fit(traceOf(of(1))).document.scale).toBe(1);
});
