import { describe, expect, test } from 'vitest';
import { categoryTable } from '../../src/trace/columns.js';
import { createClassifier, type OperationCells } from '../../src/trace/classify.js';
import { MODEL } from './reading.js';

const classify = createClassifier(MODEL);

/** What is made of some cells, with the category by its name. */
function classified(cells: Partial<OperationCells>) {
  const none = { category: undefined, method: undefined, path: undefined, endpoint: undefined };
  const found = classify({ ...none, ...cells });
  return found && { ...found, category: categoryTable(MODEL)[found.category] };
}

describe('a request is told', () => {
  test.each([
    ['by its category', { category: 'ads_read' }, 'ads_read'],
    [
      'by its category before its path',
      { category: 'ads_read', method: 'GET', path: '/v5/pins' },
      'ads_read',
    ],
    [
      'by its category though its path is none of ours',
      { category: 'org_read', method: 'GET', path: '/x' },
      'org_read',
    ],
    ['by method and path', { method: 'GET', path: '/v5/pins' }, 'org_read'],
    ['by method and path without the base path', { method: 'POST', path: '/pins' }, 'org_write'],
    ['by a method in lower case', { method: 'post', path: '/pins' }, 'org_write'],
    [
      'by a whole URL',
      { method: 'GET', path: 'https://api.example.com/v5/pins/12?x=1' },
      'org_read',
    ],
    ['by method and endpoint', { method: 'GET', endpoint: '/v5/pins' }, 'org_read'],
    ['by an endpoint that holds the method', { endpoint: 'GET /v5/pins' }, 'org_read'],
    [
      'by an endpoint with a protocol behind it',
      { endpoint: 'post  /v5/pins HTTP/1.1' },
      'org_write',
    ],
    ['by a path that holds the method', { path: 'GET /v5/pins/7' }, 'org_read'],
    [
      'by its path before its endpoint',
      { method: 'GET', path: '/pins', endpoint: '/v5/ad_accounts/1/ads' },
      'org_read',
    ],
  ])('%s', (_, cells, category) => {
    expect(classified(cells)).toMatchObject({ category });
    expect(classified(cells)).not.toHaveProperty('unmappedName');
  });

  test.each([
    ['nothing', {}],
    ['a method alone', { method: 'GET' }],
    ['a path alone', { path: '/v5/pins' }],
    ['an endpoint without a method', { endpoint: '/v5/pins' }],
  ])('by nothing where it has %s', (_, cells) => {
    expect(classified(cells)).toBeNull();
  });
});

describe('an unmapped request has a name', () => {
  test.each([
    ['an unknown category', { category: 'pins' }, 'pins'],
    [
      'an unknown category beside a path of ours',
      { category: 'pins', method: 'GET', path: '/pins' },
      'pins (GET /pins)',
    ],
    ['an unknown path', { method: 'get', path: '/nowhere?x=1#y' }, 'GET /nowhere'],
    ['a known path under another method', { method: 'DELETE', path: '/pins' }, 'DELETE /pins'],
    [
      'an operation whose category is not in the model',
      { method: 'GET', path: '/odd' },
      'unlisted (GET /odd)',
    ],
    ['a hostile category', { category: '__proto__' }, '__proto__'],
    ['a hostile method', { method: '__proto__', path: '/pins' }, '__PROTO__ /pins'],
    ['a category of the table that means none', { category: 'constructor' }, 'constructor'],
  ])('of %s', (_, cells, unmappedName) => {
    expect(classified(cells)).toMatchObject({ category: '', unmappedName });
  });

  test('a path of a thousand segments is unmapped', () => {
    const path = '/a'.repeat(1000);
    expect(classified({ method: 'GET', path })).toMatchObject({ unmappedName: `GET ${path}` });
  });
});

describe('the ad account', () => {
  test.each([
    [
      'in the path of an operation that has one',
      { method: 'GET', path: '/v5/ad_accounts/549/ads' },
      '549',
    ],
    [
      'in the path though the category is given',
      { category: 'org_read', method: 'GET', path: '/ad_accounts/549/ads' },
      '549',
    ],
    ['percent-decoded', { method: 'GET', path: '/ad_accounts/a%20b/ads' }, 'a b'],
  ])('is found %s', (_, cells, adAccount) => {
    expect(classified(cells)).toMatchObject({ adAccount });
  });

  test('is absent where the operation has none, or the path has but the placeholder', () => {
    expect(classified({ method: 'GET', path: '/pins' })).not.toHaveProperty('adAccount');
    const template = '/ad_accounts/{ad_account_id}/ads';
    expect(classified({ method: 'GET', path: template })).not.toHaveProperty('adAccount');
  });
});

describe('a test request', () => {
  test.each([
    '/ad_accounts/1/events?test=true',
    '/ad_accounts/1/events?x=1&is_test=1',
    '/ad_accounts/1/events?IS_TEST=True',
    'https://api.example.com/v5/ad_accounts/1/events?TEST=TRUE#x',
    '/nowhere?test=1',
  ])('is told by the query of %s', (path) => {
    expect(classified({ method: 'POST', path })?.isTest).toBe(true);
  });

  test.each([
    '/ad_accounts/1/events',
    '/pins?test=false',
    '/pins?test',
    '/pins?latest=true',
    '/pins#?test=1',
  ])('is not %s', (path) => {
    expect(classified({ method: 'POST', path })?.isTest).toBe(false);
  });

  test('is told by the query of a path without a method, beside a category', () => {
    expect(classified({ category: 'events', path: '/e?test=1' })?.isTest).toBe(true);
    expect(classified({ category: 'events', endpoint: '/e?test=1' })?.isTest).toBe(true);
  });
});
