import { expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/time.js';
import { loadModel } from './shipped-models.js';

const model = loadModel('pinterest-v5.yaml');

const table = (index: number) =>
  model.tiers[index]!.limits.map(({ id, limit, window, scope }) => [
    id,
    limit,
    window,
    scope.join(),
  ]);

test('trial', () => {
  expect(model.tiers[0]!.name).toBe('trial');
  expect(table(0)).toEqual([
    ['universal', 1000, DAY, 'app'],
    ['ads_analytics', 1000, DAY, 'app'],
    ['ads_conversions', 1000, DAY, 'app,ad_account'],
    ['ads_read', 1000, DAY, 'app'],
    ['ads_write', 300, DAY, 'app'],
    ['advanced_auction_read', 1000, DAY, 'app'],
    ['advanced_auction_write', 1000, DAY, 'app'],
    ['catalogs_read', 1000, DAY, 'app'],
    ['catalogs_write', 1000, DAY, 'app'],
    ['org_analytics', 1000, DAY, 'app'],
    ['org_read', 1000, DAY, 'app'],
    ['org_write', 300, DAY, 'app'],
    ['trends_read', 1000, DAY, 'app'],
    ['ads_conversions_test', 10, SECOND, 'app'],
  ]);
});

test('standard', () => {
  expect(model.tiers[1]!.name).toBe('standard');
  expect(table(1)).toEqual([
    ['universal', 100, SECOND, 'app,user'],
    ['ads_analytics', 300, MINUTE, 'app,user'],
    ['ads_conversions', 120_000, MINUTE, 'app,ad_account'],
    ['ads_read', 1000, MINUTE, 'app,user'],
    ['ads_write', 400, MINUTE, 'app,user'],
    ['advanced_auction_read', 50, MINUTE, 'app,user'],
    ['advanced_auction_write', 25, MINUTE, 'app,user'],
    ['catalogs_read', 100, MINUTE, 'app,user'],
    ['catalogs_write', 100, MINUTE, 'app,user'],
    ['org_analytics', 60, MINUTE, 'app,user'],
    ['org_read', 1000, MINUTE, 'app,user'],
    ['org_write', 100, MINUTE, 'app,user'],
    ['trends_read', 60, MINUTE, 'app,user'],
    ['ads_conversions_test', 10, SECOND, 'app'],
  ]);
});

test('which requests each limit is for', () => {
  for (const { limits } of model.tiers) {
    for (const { id, appliesTo, counts, provenance } of limits) {
      const expected: Record<string, object> = {
        universal: {},
        ads_conversions: { category: 'ads_conversions', isTest: false },
        ads_conversions_test: { category: 'ads_conversions', isTest: true },
      };
      expect(appliesTo).toEqual(expected[id] ?? { category: id });
      expect(counts).toBe('requests');
      expect(provenance).toEqual({
        title: 'Rate limits',
        url: 'https://developers.pinterest.com/docs/reference/rate-limits/',
        read: '2026-11-24',
        status: 'documented',
      });
    }
  }
});

test('conversion tokens are free of limits, test requests apart', () => {
  expect(model.exemptions.map(({ appliesTo }) => appliesTo)).toEqual([
    { category: 'ads_conversions', token: 'conversion', isTest: false },
  ]);
});

test('says what it assumes, and which option switches it', () => {
  expect(model).toMatchObject({ algorithm: 'fixed-window', denied: 'free', basePath: '/v5' });
  expect(model.assumptions.map(({ id, status, option }) => [id, status, option])).toEqual([
    ['algorithm', 'inferred', '--algorithm'],
    ['window-start', 'inferred', '--reset-zone'],
    ['denied', 'assumed', '--denied'],
    ['trial-universal-scope', 'assumed', undefined],
    ['unlimited', 'assumed', undefined],
    ['test-limit', 'assumed', undefined],
    ['test-before-token', 'assumed', undefined],
  ]);
});
