import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault } from '../../../src/model/headers/header-fault.js';
import {
  headerStyles,
  readRateLimit,
  type HeaderStyleName,
} from '../../../src/model/headers/header-styles.js';
import type { QuotaPolicy, QuotaState, RateLimit } from '../../../src/model/headers/rate-limit.js';
import { SECOND } from '../../../src/time.js';
import { at } from '../../engine/requests.js';

const NOW = at('2026-03-02T12:00:00Z');
const names = Object.keys(headerStyles) as HeaderStyleName[];

const whole = fc.nat({ max: 999_999_999 });
const text = fc.string({ unit: fc.constantFrom(...Array.from('ab_-;,"\\ =:1')) });
const seconds = fc.nat({ max: 99_999_999 }).map((after) => ({ after: after * SECOND }));
const epoch = fc
  .integer({ min: 1_500_000_000, max: 4_000_000_000 })
  .map((s) => ({ at: s * SECOND }));
const partition = fc.constantFrom('', 'Y2FtZWw=', 'c2FsYW1hbmRlcg==');

const namedPolicy = fc.record<QuotaPolicy, 'quota' | 'window'>(
  { quota: whole, window: whole, name: text },
  { requiredKeys: ['quota', 'window'] },
);
const oneState = fc.record({ quota: whole, remaining: whole, reset: seconds });

/** What each generation can say of a rate limit. */
const sayable: Record<HeaderStyleName, fc.Arbitrary<RateLimit>> = {
  'draft-03': fc.record({ states: fc.tuple(oneState), policies: fc.array(namedPolicy) }),
  'draft-06': fc.record({ states: fc.tuple(oneState), policies: fc.array(namedPolicy) }),
  'draft-07': fc.record({ states: fc.tuple(oneState), policies: fc.array(namedPolicy) }),
  'draft-08': fc.record({
    states: fc.array(
      fc.record<QuotaState, 'name' | 'remaining'>(
        { name: text, remaining: whole, reset: seconds, partition },
        { requiredKeys: ['name', 'remaining'] },
      ),
      { minLength: 1 },
    ),
    policies: fc.array(
      fc.record<QuotaPolicy, 'name' | 'quota'>(
        { name: text, quota: whole, window: whole, unit: text, partition },
        { requiredKeys: ['name', 'quota'] },
      ),
    ),
  }),
  github: fc.record({
    states: fc.tuple(
      fc.record<QuotaState, 'quota'>(
        { quota: whole, remaining: whole, reset: epoch, name: fc.constantFrom('core', 'search') },
        { requiredKeys: ['quota'] },
      ),
    ),
    policies: fc.constant([]),
  }),
};

describe.each(names)('%s', (name) => {
  const style = headerStyles[name];

  test('what is written reads back the same', () => {
    fc.assert(
      fc.property(sayable[name], (said) => {
        expect(style.parse(style.write(said, NOW))).toEqual(said);
      }),
    );
  });

  test('a reader of every generation tells this one', () => {
    fc.assert(
      fc.property(sayable[name], (said) => {
        const read = readRateLimit(style.write(said, NOW));
        expect(read).toEqual(said);
      }),
    );
  });

  test('whatever stands in the headers gives whole numbers of at least 0, or a fault, and never throws', () => {
    const bits = fc.constantFrom(
      ...Array.from('0159,;="\\ \t-.:?*@()wqrt'),
      'limit=',
      'w=',
      '"a";q=',
      '1e9',
      'é',
    );
    const value = fc.oneof(fc.string({ unit: bits, maxLength: 20 }), fc.string());
    const fields = fc.dictionary(
      fc.constantFrom(
        ...['Limit', 'Remaining', 'Reset'].flatMap((end) => [
          `X-RateLimit-${end}`,
          `RateLimit-${end}`,
        ]),
        'RateLimit',
        'RateLimit-Policy',
      ),
      value,
    );
    fc.assert(
      fc.property(fields, (given) => {
        for (const read of [style.parse(given), readRateLimit(given)]) {
          if (read === undefined || isFault(read)) continue;
          const numbers = [...read.states, ...read.policies].flatMap((part) =>
            Object.values(part).filter((member) => typeof member === 'number'),
          );
          for (const number of numbers) {
            expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no header at all is no rate limit', () => {
    expect(style.parse({ 'content-type': 'text/html' })).toBeUndefined();
  });
});

describe('values seen', () => {
  const after = (s: number) => ({ after: s * SECOND });

  test('Pinterest, through Envoy', () => {
    const limit =
      '60, 100;w=1;name="safety_net_app_id_user_id", 60;w=60;name="org_analytics_app_id_user_id"';
    const fields = {
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': '59',
      'x-ratelimit-reset': '12',
    };
    expect(readRateLimit(fields)).toEqual({
      states: [{ quota: 60, remaining: 59, reset: after(12) }],
      policies: [
        { quota: 100, window: 1, name: 'safety_net_app_id_user_id' },
        { quota: 60, window: 60, name: 'org_analytics_app_id_user_id' },
      ],
    });
  });

  test('GitHub', () => {
    const fields = {
      'X-RateLimit-Limit': '5000',
      'X-RateLimit-Remaining': '4999',
      'X-RateLimit-Reset': '1690238169',
      'X-RateLimit-Used': '1',
      'X-RateLimit-Resource': 'core',
    };
    const said: RateLimit = {
      states: [{ name: 'core', quota: 5000, remaining: 4999, reset: { at: 1690238169e6 } }],
      policies: [],
    };
    expect(readRateLimit(fields)).toEqual(said);
    expect(headerStyles.github.write(said, NOW)).toEqual(fields);
  });

  test.each([
    [
      'draft 06',
      {
        'RateLimit-Limit': '10',
        'RateLimit-Remaining': '9',
        'RateLimit-Reset': '5',
        'RateLimit-Policy': '10;w=1, 50;w=60',
      },
      {
        states: [{ quota: 10, remaining: 9, reset: after(5) }],
        policies: [
          { quota: 10, window: 1 },
          { quota: 50, window: 60 },
        ],
      },
    ],
    [
      'draft 07',
      { RateLimit: 'limit=100, remaining=50, reset=30', 'RateLimit-Policy': '100;w=60' },
      {
        states: [{ quota: 100, remaining: 50, reset: after(30) }],
        policies: [{ quota: 100, window: 60 }],
      },
    ],
    [
      'draft 08, two policies',
      {
        RateLimit: '"burst";r=50;t=30',
        'RateLimit-Policy': '"burst";q=100;w=60,"daily";q=1000;w=86400',
      },
      {
        states: [{ name: 'burst', remaining: 50, reset: after(30) }],
        policies: [
          { name: 'burst', quota: 100, window: 60 },
          { name: 'daily', quota: 1000, window: 86400 },
        ],
      },
    ],
    [
      'draft 08 with a partition key and names that are tokens',
      {
        RateLimit: 'default;r=1;pk=:Y2FtZWw=:',
        'RateLimit-Policy': 'default;q=9;qu="content-bytes"',
      },
      {
        states: [{ name: 'default', remaining: 1, partition: 'Y2FtZWw=' }],
        policies: [{ name: 'default', quota: 9, unit: 'content-bytes' }],
      },
    ],
    [
      'a reset in milliseconds since the epoch',
      { 'X-RateLimit-Limit': '5', 'X-RateLimit-Reset': '1690238169000' },
      { states: [{ quota: 5, reset: { at: 1690238169e6 } }], policies: [] },
    ],
    [
      'a policy alone',
      { 'RateLimit-Policy': '5;w=1' },
      { states: [], policies: [{ quota: 5, window: 1 }] },
    ],
  ])('%s', (_, fields, said) => {
    expect(readRateLimit(fields)).toEqual(said);
  });

  test.each([
    [
      'a name that holds a comma and a semicolon',
      '5, 5;w=1;name="a,b;w=2"',
      { name: 'a,b;w=2', quota: 5, window: 1 },
    ],
    ['of two equal keys the later', '5, 5;w=1;w=60', { quota: 5, window: 60 }],
    ['blanks and tabs', ' 5 ,\t5 ; w=1', { quota: 5, window: 1 }],
    ['comments that mean nothing here', '5, 5;w=1;comment=x;flag', { quota: 5, window: 1 }],
    ['a window beside the first number', '5;w=1', { quota: 5, window: 1 }],
  ])('reads %s', (_, limit, policy) => {
    expect(readRateLimit({ 'X-RateLimit-Limit': limit })).toEqual({
      states: [{ quota: 5 }],
      policies: [policy],
    });
  });
});

describe('what is no rate limit is a fault', () => {
  test.each([
    ['a negative number', { 'X-RateLimit-Remaining': '-1' }],
    ['a decimal', { 'X-RateLimit-Remaining': '4.5' }],
    ['a number of 16 digits', { 'X-RateLimit-Limit': '1234567890123456' }],
    ['two numbers', { 'X-RateLimit-Remaining': '4, 5' }],
    ['a number with something behind it', { 'X-RateLimit-Limit': '100/min' }],
    ['nothing', { 'X-RateLimit-Limit': '' }],
    ['a quota without a window', { 'X-RateLimit-Limit': '100, 200' }],
    ['a list that ends in a comma', { 'X-RateLimit-Limit': '100,' }],
    ['a quote that does not close', { 'X-RateLimit-Limit': '5, 5;w=1;name="a' }],
    ['a reset before now', { 'X-RateLimit-Reset': '-5' }],
    ['a reset that is no time', { 'X-RateLimit-Reset': 'soon' }],
    ['a policy without a quota', { 'RateLimit-Policy': '"burst";w=60' }],
    ['a state without what remains', { RateLimit: '"burst";t=60' }],
    ['a dictionary that says nothing', { RateLimit: 'reset=5' }],
    ['a member that is no number', { RateLimit: 'limit=10, remaining=?1' }],
    ['nine thousand characters', { RateLimit: `"${'a'.repeat(9000)}";r=1` }],
  ])('%s', (_, fields) => {
    expect(readRateLimit(fields)).toHaveProperty('fault');
  });

  test('it says what was found and what was expected', () => {
    expect(readRateLimit({ 'X-RateLimit-Remaining': '4.5' })).toEqual({
      fault: 'found "4.5", expected a whole number of at least 0',
    });
  });
});

test('a quota beyond 15 digits is written as the largest that a header holds', () => {
  const said = { states: [{ quota: Number.MAX_SAFE_INTEGER, remaining: 0 }], policies: [] };
  expect(headerStyles['draft-07'].write(said, NOW)).toEqual({
    RateLimit: 'limit=999999999999999, remaining=0',
  });
});

test('an instant is written as seconds to go, rounded up, and 0 once it has passed', () => {
  const resetOf = (reset: number) =>
    headerStyles['draft-03'].write({ states: [{ reset: { at: reset } }], policies: [] }, NOW);
  expect(resetOf(NOW + 1)).toEqual({ 'X-RateLimit-Reset': '1' });
  expect(resetOf(NOW + 60 * SECOND)).toEqual({ 'X-RateLimit-Reset': '60' });
  expect(resetOf(NOW - 60 * SECOND)).toEqual({ 'X-RateLimit-Reset': '0' });
});

test('headers as Node.js gives them: several of one name are one list, and what is no text is absent', () => {
  const fields = {
    'x-ratelimit-limit': ['5', '5;w=1'],
    'x-ratelimit-remaining': undefined,
    'x-ratelimit-reset': null,
    'ratelimit-limit': [],
  };
  expect(readRateLimit(fields)).toEqual({
    states: [{ quota: 5 }],
    policies: [{ quota: 5, window: 1 }],
  });
});

describe('what a generation has no room for', () => {
  const burst: QuotaPolicy = { name: 'burst', quota: 100, window: 60 };
  const daily: QuotaPolicy = { name: 'daily', quota: 1000, window: 86400 };
  const twoStates: RateLimit = {
    states: [
      { name: 'daily', remaining: 900 },
      { name: 'burst', remaining: 50, reset: { after: 30 * SECOND } },
    ],
    policies: [daily, burst],
  };

  test('draft 08 says nothing of a state whose remaining units are not known', () => {
    const states = [{ name: 'burst', quota: 100, reset: { after: SECOND } }];
    expect(headerStyles['draft-08'].write({ states, policies: [burst] }, NOW)).toEqual({
      'RateLimit-Policy': '"burst";q=100;w=60',
    });
  });

  test('draft 08 gives each policy without a name one of its own, and a state the one of its quota', () => {
    const states = [{ quota: 1000, remaining: 9 }];
    const policies = [
      { quota: 100, window: 60 },
      { quota: 1000, window: 3600 },
      { name: 'default', quota: 5 },
    ];
    expect(headerStyles['draft-08'].write({ states, policies }, NOW)).toEqual({
      RateLimit: '"default-3";r=9',
      'RateLimit-Policy': '"default-2";q=100;w=60, "default-3";q=1000;w=3600, "default";q=5',
    });
  });

  test.each([
    ['draft-03', 'X-RateLimit-'],
    ['draft-06', 'RateLimit-'],
    ['github', 'X-RateLimit-'],
  ] as const)('%s tells of the state with the least left, with its limit', (name, prefix) => {
    const written = headerStyles[name].write({ ...twoStates, policies: [daily, burst] }, NOW);
    expect(written[`${prefix}Remaining`]).toBe('50');
    expect(written[`${prefix}Limit`]).toMatch(/^100(,|$)/);
  });

  test('so does draft 07, and a state without a name is given no limit', () => {
    expect(headerStyles['draft-07'].write(twoStates, NOW)).toMatchObject({
      RateLimit: 'limit=100, remaining=50, reset=30',
    });
    const nameless = { states: [{ remaining: 50 }], policies: [{ quota: 100, window: 60 }] };
    expect(headerStyles['draft-07'].write(nameless, NOW)).toMatchObject({
      RateLimit: 'remaining=50',
    });
  });
});
