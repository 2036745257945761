import { describe, expect, test } from 'vitest';
import {
  inputErrorOf,
  readLines,
  readObjects,
  requestsOf,
  type SpelledRequest,
} from './reading.js';

const TIME = '2026-01-01T00:00:00Z';

/** The one request of a file with these columns and cells, behind a timestamp and a category. */
async function requestOf(columns: Record<string, string>): Promise<SpelledRequest> {
  const all = { timestamp: TIME, category: 'org_read', ...columns };
  const quoted = Object.values(all).map((cell) => `"${cell.replaceAll('"', '""')}"`);
  return requestsOf(await readLines([Object.keys(all).join(','), quoted.join(',')]))[0]!;
}

const DEFAULTS: SpelledRequest = {
  timestamp: 1_767_225_600_000_000,
  category: 'org_read',
  app: 'default',
  user: 'default',
  adAccount: 'default',
  isTest: false,
  token: 'oauth',
  cost: 1,
  status: 0,
  rateLimitHeaders: ['', '', ''],
};

const OPTIONAL = [
  'method',
  'path',
  'endpoint',
  'app',
  'user',
  'ad_account',
  'token',
  'is_test',
  'cost',
  'status',
  'ratelimit_limit',
  'ratelimit_remaining',
  'ratelimit_reset',
];

describe('a column has its default', () => {
  test('where it is absent', async () => {
    expect(await requestOf({})).toEqual(DEFAULTS);
  });

  test('where its cell is empty', async () => {
    const empty = Object.fromEntries(OPTIONAL.map((name) => [name, '']));
    expect(await requestOf(empty)).toEqual(DEFAULTS);
  });

  test('where its cell is empty beside others that are not', async () => {
    const objects = [
      { timestamp: TIME, category: 'org_read', cost: 5, status: 429, ratelimit_reset: 3 },
      { timestamp: TIME, category: 'org_read', cost: null },
    ];
    const [first, second] = requestsOf(await readObjects(objects));
    const rateLimitHeaders = ['', '', '3'];
    expect(first).toEqual({ ...DEFAULTS, cost: 5, status: 429, rateLimitHeaders });
    expect(second).toEqual(DEFAULTS);
  });
});

describe('a cell is read', () => {
  test.each([
    ['app', 'mine', { app: 'mine' }],
    ['user', '__proto__', { user: '__proto__' }],
    ['ad_account', '549', { adAccount: '549' }],
    ['token', 'conversion', { token: 'conversion' }],
    ['token', 'oauth', { token: 'oauth' }],
    ['is_test', 'true', { isTest: true }],
    ['is_test', 'TRUE', { isTest: true }],
    ['is_test', '1', { isTest: true }],
    ['is_test', 'False', { isTest: false }],
    ['is_test', '0', { isTest: false }],
    ['cost', '250', { cost: 250 }],
    ['cost', '0', { cost: 0 }],
    ['status', '429', { status: 429 }],
    ['ratelimit_limit', '100, 100;w=1', { rateLimitHeaders: ['100, 100;w=1', '', ''] }],
    ['ratelimit_remaining', '0', { rateLimitHeaders: ['', '0', ''] }],
    ['ratelimit_reset', '12', { rateLimitHeaders: ['', '', '12'] }],
  ])('%s = %s', async (column, cell, expected) => {
    expect(await requestOf({ [column]: cell })).toEqual({ ...DEFAULTS, ...expected });
  });

  test('of 10 kB as any other', async () => {
    const user = 'ü'.repeat(10_000);
    expect(await requestOf({ user })).toEqual({ ...DEFAULTS, user });
  });

  test('before what the path says', async () => {
    const path = '/v5/ad_accounts/1/events?test=true';
    const request = { category: 'events', method: 'POST', path };
    expect(await requestOf(request)).toMatchObject({ adAccount: '1', isTest: true });
    expect(await requestOf({ ...request, ad_account: '2', is_test: 'false' })).toMatchObject({
      adAccount: '2',
      isTest: false,
    });
  });
});

describe('a row is refused', () => {
  test.each([
    ['token', 'Bearer', 'token is neither oauth nor conversion: found "Bearer"'],
    ['is_test', 'yes', 'is_test is not true, false, 1 or 0: found "yes"'],
    ['cost', '1.5', 'cost is no whole number: found "1.5"'],
    ['cost', '-1', 'cost is no whole number: found "-1"'],
    ['cost', '9007199254740993', 'cost is no whole number: found "9007199254740993"'],
    ['status', 'OK', 'status is no HTTP status: found "OK"'],
    ['status', '1000', 'status is no HTTP status: found "1000"'],
    ['timestamp', '', 'no timestamp (ISO 8601, or a number since 1970): the cell is empty'],
    ['category', '', 'no category, and no method and path to tell it from: the cell is empty'],
  ])('for %s = "%s"', async (column, cell, message) => {
    expect(await inputErrorOf(requestOf({ [column]: cell }))).toBe(
      `a.csv:2: ${message}\nTo leave such rows out and count them: --on-error skip`,
    );
  });

  test('with an excerpt of what was found, without what a terminal would act upon', async () => {
    const cell = `\u001b[31m${'x'.repeat(10_000)}`;
    const message = await inputErrorOf(requestOf({ token: cell }));
    expect(message).toContain('found "\\u001b[31mxxx');
    expect(message.length).toBeLessThan(250);
  });
});
