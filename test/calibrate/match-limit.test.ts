import { expect, test } from 'vitest';
import { matchLimits } from '../../src/calibrate/match-limit.js';
import { MINUTE, SECOND } from '../../src/time.js';
import { limit } from '../engine/small-tier.js';

const LIMITS = [
  limit('universal', 100, { window: SECOND }),
  limit('org_read', 1000, { window: MINUTE }),
  limit('read', 50, { window: MINUTE }),
  limit('daily', 1000, { window: 1440 * MINUTE }),
];
const ALL = [0, 1, 2, 3];

test.each([
  [
    'the longest id that the name holds',
    { name: 'org_read_app_id_user_id', quota: 7 },
    ALL,
    1,
    'name',
  ],
  ['the name in other writing', { name: 'Org-Read', quota: 7 }, ALL, 1, 'name'],
  ['the window', { name: 'safety_net', quota: 7, window: 1 }, ALL, 0, 'window'],
  ['window and figure', { quota: 50, window: 60 }, ALL, 2, 'window'],
  ['the figure, without a window', { quota: 100 }, ALL, 0, 'figure'],
  ['the only limit that the request meets', { quota: 7 }, [3], 3, 'only limit'],
] as const)('a policy is told by %s', (_, policy, met, k, by) => {
  expect(matchLimits([policy], LIMITS, met)).toEqual([{ k, by }]);
});

test.each([
  ['two limits have the figure', { quota: 1000 }, ALL],
  ['no limit is like it', { quota: 7 }, ALL],
  ['two limits have the window and neither the figure', { quota: 7, window: 60 }, ALL],
  ['a name that only holds a part of an id', { name: 'spread', quota: 7 }, ALL],
  ['the request meets none', { quota: 100 }, []],
])('nothing is claimed where %s', (_, policy, met) => {
  expect(matchLimits([policy], LIMITS, met)).toEqual([undefined]);
});

test('a limit is one policy of an answer, by the surest thing that tells it', () => {
  const burst = { name: 'org_read_app_id', quota: 40, window: 60 };
  const day = { name: 'x', quota: 1000, window: 86400 };
  const figure = { quota: 1000, window: 7200 };
  const met = [0, 1, 2];
  expect(matchLimits([figure, burst], LIMITS, met)).toEqual([undefined, { k: 1, by: 'name' }]);
  expect(matchLimits([figure], LIMITS, met)).toEqual([{ k: 1, by: 'figure' }]);
  expect(matchLimits([day, burst], LIMITS, ALL)).toEqual([
    { k: 3, by: 'window' },
    { k: 1, by: 'name' },
  ]);
  expect(matchLimits([{ quota: 7 }, { quota: 9 }], LIMITS, [3])).toEqual([
    { k: 3, by: 'only limit' },
    undefined,
  ]);
});
