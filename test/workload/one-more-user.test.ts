import { describe, expect, test } from 'vitest';
import { weightsOf } from '../../src/workload/generate/cast.js';
import { parse, runSource, secondsOf, small } from './small-workload.js';

const DAY = 86_400;

/** Seconds at which each user of so many sends. */
function secondsOfUsers(users: number, activity: unknown, arrivals: object): Map<string, number[]> {
  const columns = runSource({ arrivals }, { populations: [{ name: 'u', users, activity }] });
  const all = secondsOf(columns);
  return new Map(
    columns.names.users.map(({ name }, index) => [
      name,
      all.filter((_, i) => columns.user[i] === index),
    ]),
  );
}

/** By what the rate of each of the first five users changes when a sixth comes. */
function changed(activity: unknown, per: string): number[] {
  const [five, six] = [5, 6].map((users) => {
    const populations = [{ name: 'u', users, activity }];
    const weights = weightsOf(parse(small({ populations })).populations[0]!, 1);
    return [...weights].map((weight) => (per === 'user' ? weight : weight / users));
  });
  return five!.map((rate, k) => six![k]! / rate);
}

describe.each([
  ['Zipf’s weights', { zipf: 1 }, 'user', 'faster'],
  ['a rate of the whole population', 'equal', 'population', 'slower'],
  [
    'a rate of the whole population, shared by Zipf’s weights',
    { zipf: 0.7 },
    'population',
    'slower',
  ],
])('with %s, one more user', (_name, activity, per, pace) => {
  test.each(['constant', 'poisson', { pareto: { alpha: 2 } }])(
    'stretches or shrinks the times that the others draw from a %j process, and changes nothing else',
    (process) => {
      const arrivals = { rate: '200/h', per, process };
      const [five, six] = [5, 6].map((users) => secondsOfUsers(users, activity, arrivals));
      changed(activity, per).forEach((ratio, k) => {
        expect(ratio < 1 ? 'slower' : 'faster').toBe(pace);
        const before = five!.get(`u-${k + 1}`)!;
        const after = six!.get(`u-${k + 1}`)!;
        const both = Math.min(before.length, after.length);
        expect(both).toBeGreaterThan(50);
        const off = before.slice(0, both).map((second, i) => Math.abs(after[i]! - second / ratio));
        expect(Math.max(...off)).toBeLessThan(1e-5);
        const beyond = ratio < 1 ? before[both]! / ratio : after[both]! * ratio;
        expect(beyond > DAY - 1e-3 || before.length === after.length).toBe(true);
      });
    },
  );
});

test.each(['equal', { log_normal: 1 }])('with %j weights it changes nothing', (activity) => {
  const arrivals = { rate: '20/h' };
  const [five, six] = [5, 6].map((users) => secondsOfUsers(users, activity, arrivals));
  expect(five!.size).toBe(5);
  for (const [user, seconds] of five!) expect(six!.get(user)).toEqual(seconds);
});
