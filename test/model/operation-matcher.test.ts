import { describe, expect, test } from 'vitest';
import { createOperationMatcher, isTestQuery, queryOf } from '../../src/model/operation-matcher.js';
import type { RateModel } from '../../src/model/rate-model.js';
import { loadModel } from './shipped-models.js';

const pinterest = loadModel('pinterest-v5.yaml');
const match = createOperationMatcher(pinterest);

/** `CATEGORY METHOD TEMPLATE` of the operation that a request matches. */
function classify(method: string, path: string): string | null {
  const found = match(method, path);
  if (found === null) return null;
  const operation = pinterest.operations[found.operation]!;
  return `${operation.category} ${operation.method} ${operation.path}`;
}

function modelOf(operations: readonly string[], basePath = ''): RateModel {
  return {
    ...pinterest,
    basePath,
    operations: operations.map((text) => {
      const [method = '', path = ''] = text.split(' ');
      return { method, path, category: 'org_read' };
    }),
  };
}

test('every one of the 231 operations matches itself', () => {
  expect(pinterest.operations).toHaveLength(231);
  pinterest.operations.forEach(({ method, path }, index) => {
    const sample = path
      .replace('{ad_account_id}', '549755885175')
      .replaceAll(/\{[^}]+\}/g, '1073741824');
    const adAccount = path.includes('{ad_account_id}') ? '549755885175' : null;
    const expected = { operation: index, adAccount, query: '' };
    expect(match(method, sample), `${method} ${sample}`).toEqual(expected);
    expect(match(method.toLowerCase(), `https://api.pinterest.com/v5${sample}/`)).toEqual(expected);
  });
});

test.each([
  ['GET', '/v5/pins/123', 'org_read GET /pins/{pin_id}'],
  ['GET', '/pins/123', 'org_read GET /pins/{pin_id}'],
  ['GET', 'pins/123', 'org_read GET /pins/{pin_id}'],
  ['get', '/v5/pins/123/', 'org_read GET /pins/{pin_id}'],
  ['GET', '//v5//pins//123//', 'org_read GET /pins/{pin_id}'],
  ['GET', '/v5/pins/123?ad_account_id=5#top', 'org_read GET /pins/{pin_id}'],
  ['GET', '/v5/pins/123#a?b', 'org_read GET /pins/{pin_id}'],
  ['GET', 'https://api.pinterest.com/v5/pins/123', 'org_read GET /pins/{pin_id}'],
  ['GET', 'HTTP://localhost:8080/pins/123', 'org_read GET /pins/{pin_id}'],
  ['GET', 'api.pinterest.com/v5/pins/123', 'org_read GET /pins/{pin_id}'],
  ['GET', '//api.pinterest.com/v5/pins/123', 'org_read GET /pins/{pin_id}'],
  ['GET', '/v5/pins/analytics', 'org_analytics GET /pins/analytics'],
  ['GET', '/v5/pins/%zz', 'org_read GET /pins/{pin_id}'],
  ['GET', '/v5/pins/{pin_id}', 'org_read GET /pins/{pin_id}'],
  [
    'POST',
    '/v5/ad_accounts/5/msot/events',
    'msot_write POST /ad_accounts/{ad_account_id}/msot/events',
  ],
  ['DELETE', '/v5/pins', null],
  ['GET', '/v5/pins/1/2/3', null],
  ['GET', '/v4/pins/123', null],
  ['GET', '/v5/Pins', null],
  ['GET', '/', null],
  ['GET', '', null],
  ['GET', 'https://api.pinterest.com', null],
  ['BREW', '/v5/pins', null],
])('%s %s is %s', (method, path, expected) => {
  expect(classify(method, path)).toBe(expected);
});

describe('literal before parameter', () => {
  test('a literal that leads nowhere gives way to the parameter', () => {
    const matcher = createOperationMatcher(modelOf(['GET /a/b/c', 'GET /a/{x}/d']));
    expect(matcher('GET', '/a/b/d')?.operation).toBe(1);
    expect(matcher('GET', '/a/b/c')?.operation).toBe(0);
    expect(matcher('GET', '/a/z/c')).toBeNull();
  });

  test('the literal further to the left wins, in whichever order they stand', () => {
    for (const operations of [
      ['GET /{x}/b/c', 'GET /a/{y}/{z}'],
      ['GET /a/{y}/{z}', 'GET /{x}/b/c'],
    ]) {
      const found = createOperationMatcher(modelOf(operations))('GET', '/a/b/c');
      expect(operations[found!.operation]).toBe('GET /a/{y}/{z}');
    }
  });

  test('a literal of another method does not hide a parameter', () => {
    const matcher = createOperationMatcher(modelOf(['POST /a/b', 'GET /a/{x}']));
    expect(matcher('GET', '/a/b')?.operation).toBe(1);
  });
});

test('a base path that looks like a host is the base path', () => {
  const matcher = createOperationMatcher(modelOf(['GET /pins'], '/v1.0'));
  expect(matcher('GET', 'v1.0/pins')?.operation).toBe(0);
  expect(matcher('GET', 'api.example/v1.0/pins')?.operation).toBe(0);
});

test.each([
  ['/v5/ad_accounts/549755885175/ads', '549755885175'],
  ['https://api.pinterest.com//v5/ad_accounts//a%20b/ads?x=/y', 'a b'],
  ['/ad_accounts/100%/ads', '100%'],
  ['/v5/ad_accounts/{ad_account_id}/ads', null],
])('the ad account of %s is %s', (path, adAccount) => {
  expect(match('GET', path)).toMatchObject({ adAccount });
});

test.each([
  ['/v5/pins', ''],
  ['/v5/pins?a=1&b=2', 'a=1&b=2'],
  ['/v5/pins?a=1#b?c', 'a=1'],
  ['/v5/pins#a?b=1', ''],
  ['/v5/pins?a=b?c', 'a=b?c'],
])('the query of %s is "%s"', (path, query) => {
  expect(queryOf(path)).toBe(query);
  expect(match('GET', path)?.query).toBe(query);
});

test.each([
  ['test=true', true],
  ['is_test=TRUE', true],
  ['a=1&IS_TEST=1', true],
  ['Test=True&b=2', true],
  ['test=false', false],
  ['is_test=0', false],
  ['test', false],
  ['test=', false],
  ['contest=true', false],
  ['a=test=true', false],
  ['', false],
])('query "%s" marks a test request: %s', (query, expected) => {
  expect(isTestQuery(query)).toBe(expected);
});
