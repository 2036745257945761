import { expect, test } from 'vitest';
import { createCast, weightsOf } from '../../src/workload/generate/cast.js';
import { parse, runSource, small } from './small-workload.js';
import { meanOfList, slopeOf, varianceOf } from './statistics.js';

const castOf = (population: object, seed = 1) =>
  createCast(parse(small({ populations: [{ name: 'u', ...population }] })), seed);

test('equal users weigh 1', () => {
  expect([...castOf({ users: 3 }).populations[0]!.weight]).toEqual([1, 1, 1]);
});

test('Zipf’s weights fall as the rank to its power, and are 1 on average', () => {
  const weight = [...castOf({ users: 500, activity: { zipf: 1.3 } }).populations[0]!.weight];
  expect(meanOfList(weight)).toBeCloseTo(1, 12);
  const points = weight.map((w, k) => [Math.log(k + 1), Math.log(w)] as const);
  expect(slopeOf(points)).toBeCloseTo(-1.3, 10);
});

test('requests of users by Zipf fall as the rank to its power (within 0.05)', () => {
  const columns = runSource(
    { arrivals: { rate: '100/s', per: 'population' } },
    { length: '1h', populations: [{ name: 'u', users: 50, activity: { zipf: 1 } }] },
  );
  const counts = new Array<number>(50).fill(0);
  for (let i = 0; i < columns.length; i++) {
    counts[Number(columns.names.users[columns.user[i]!]!.name.slice(2)) - 1]!++;
  }
  const points = counts.map((count, k) => [Math.log(k + 1), Math.log(count)] as const);
  expect(Math.abs(slopeOf(points) + 1)).toBeLessThan(0.05);
});

test('log-normal weights have mean 1 and the deviation of their logarithm (four standard deviations)', () => {
  const n = 20_000;
  const weight = [...castOf({ users: n, activity: { log_normal: 0.8 } }).populations[0]!.weight];
  expect(Math.abs(meanOfList(weight) - 1)).toBeLessThan(
    4 * Math.sqrt((Math.exp(0.8 ** 2) - 1) / n),
  );
  const logs = weight.map((w) => Math.log(w));
  expect(Math.abs(varianceOf(logs) / 0.8 ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
});

test('users and their own ad accounts are named by number; each app has a default account', () => {
  const cast = castOf({ users: 2, ad_accounts: 2 });
  expect(cast.users.map(({ name }) => name)).toEqual(['u-1', 'u-2']);
  expect(cast.adAccounts.map(({ name }) => name)).toEqual([
    'default',
    'u-1-1',
    'u-1-2',
    'u-2-1',
    'u-2-2',
  ]);
});

test('shared ad accounts are the same for all users', () => {
  const cast = castOf({ users: 2, ad_accounts: { shared: 2 } });
  expect(cast.adAccounts.map(({ name }) => name)).toEqual(['default', 'u-shared-1', 'u-shared-2']);
  expect([...cast.populations[0]!.firstAccount]).toEqual([1, 1]);
  expect([...cast.populations[0]!.accounts]).toEqual([2, 2]);
});

test('numbers of ad accounts may be drawn (four standard deviations)', () => {
  const cast = castOf({ users: 5000, ad_accounts: { poisson: 3 } });
  const drawn = [...cast.populations[0]!.accounts];
  expect(Math.abs(meanOfList(drawn) - 3)).toBeLessThan(4 * Math.sqrt(3 / 5000));
});

test('another user changes nothing for those that are there', () => {
  const population = { activity: { log_normal: 1 }, ad_accounts: { poisson: 3 } };
  const few = castOf({ users: 10, ...population }).populations[0]!;
  const more = castOf({ users: 11, ...population }).populations[0]!;
  expect(more.weight.slice(0, 10)).toEqual(few.weight);
  expect(more.accounts.slice(0, 10)).toEqual(few.accounts);
  const [workload] = [parse(small({ populations: [{ name: 'u', users: 10, ...population }] }))];
  expect(weightsOf(workload.populations[0]!, 2)).not.toEqual(few.weight);
});
