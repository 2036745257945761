import { describe, expect, test } from 'vitest';
import { lintModel } from '../../src/model/lint.js';
import { withLimits } from '../../src/model/limits.js';
import type { RateModel } from '../../src/model/rate-model.js';
import { loadModel } from './shipped-models.js';

const pinterest = loadModel('pinterest-v5.yaml');

function subjects(model: RateModel): string[] {
  return lintModel(model).map(({ level, subject }) => `${level} ${subject}`);
}

function messagesOf(model: RateModel, about: string): string[] {
  return lintModel(model).flatMap(({ subject, message }) => (subject === about ? [message] : []));
}

describe('Pinterest', () => {
  test('the findings', () => {
    expect(subjects(pinterest)).toEqual([
      'warning category msot_write',
      'note trial.ads_analytics',
      'note trial.ads_conversions',
      'note trial.ads_read',
      'note trial.advanced_auction_read',
      'note trial.advanced_auction_write',
      'note trial.catalogs_read',
      'note trial.catalogs_write',
      'note trial.org_analytics',
      'note trial.org_read',
      'note trial.trends_read',
      'note standard.ads_conversions',
    ]);
  });

  test.each([
    [
      'category msot_write',
      'The operations name this category and the model does not declare it: requests of POST /ad_accounts/{ad_account_id}/msot/events are unmapped, so only limits on all requests hold for them.',
    ],
    [
      'trial.ads_conversions',
      'ads_conversions allows 1,000 requests per 1d for each (app, ad_account), and each of its requests also meets universal, 1,000 requests per 1d for each (app): it never binds.',
    ],
    [
      'standard.ads_conversions',
      'ads_conversions allows 120,000 requests per 1m for each (app, ad_account); universal lets 100 requests per 1s for each (app, user) through, which is 6,000 per 1m: reaching it takes 20 users at that full rate (120,000 / 6,000).',
    ],
  ])('%s', (subject, message) => {
    expect(messagesOf(pinterest, subject)).toEqual([message]);
  });
});

function changed(tierIndex: number, id: string, limit: number): RateModel {
  const tiers = pinterest.tiers.map((tier, index) =>
    index === tierIndex ? withLimits(tier, new Map([[id, limit]])) : tier,
  );
  return { ...pinterest, tiers };
}

test('a category limit above what the universal one lets through in its window never binds', () => {
  expect(messagesOf(changed(1, 'org_read', 6000), 'standard.org_read')).toEqual([
    'org_read allows 6,000 requests per 1m for each (app, user), and each of its requests also meets universal, 100 requests per 1s for each (app, user), at most 60 × 100 = 6,000 in 1m: it never binds.',
  ]);
  expect(messagesOf(changed(1, 'org_read', 5999), 'standard.org_read')).toEqual([]);
});

test('where nothing is certain, a limit above the steady rate is out of reach', () => {
  const anchored = { ...changed(1, 'org_read', 7000), algorithm: 'fixed-window-anchored' } as const;
  expect(messagesOf(anchored, 'standard.org_read')).toEqual([
    'org_read allows 7,000 requests per 1m for each (app, user); universal lets 100 requests per 1s for each (app, user) through, which is 6,000 per 1m: out of reach at a steady rate.',
  ]);
});

test('charged refusals fill a limit that admissions alone would not', () => {
  const charged = { ...pinterest, denied: 'charged' } as const;
  expect(messagesOf(charged, 'standard.ads_conversions')).toEqual([]);
});

test('a dominated limit that stands earlier is named where both refuse', () => {
  const trial = pinterest.tiers[0]!;
  const [universal, analytics] = trial.limits;
  const model = { ...pinterest, tiers: [{ ...trial, limits: [analytics!, universal!] }] };
  expect(messagesOf(model, 'trial.ads_analytics')).toEqual([
    'ads_analytics allows 1,000 requests per 1d for each (app), and each of its requests also meets universal, 1,000 requests per 1d for each (app): it refuses nothing that universal lets through, and being earlier in the tier it is named where both refuse at once.',
  ]);
});

test('of two equal limits only the later one never binds', () => {
  const trial = pinterest.tiers[0]!;
  const universal = trial.limits[0]!;
  const limits = [universal, { ...universal, id: 'twin' }];
  expect(subjects({ ...pinterest, tiers: [{ ...trial, limits }] })).toContain('note trial.twin');
  expect(subjects({ ...pinterest, tiers: [{ ...trial, limits }] })).not.toContain(
    'note trial.universal',
  );
});

test('a category without operations, and one without a limit', () => {
  const categories = [...pinterest.categories, { name: 'pings', description: 'Pings.' }];
  expect(messagesOf({ ...pinterest, categories }, 'category pings')).toEqual([
    'No operation has this category: only a trace that names categories itself can reach it.',
    'Tier trial sets no limit for this category: only limits on all requests hold for it there.',
    'Tier standard sets no limit for this category: only limits on all requests hold for it there.',
  ]);
});

test('a model without a table of operations is not told so of every category', () => {
  expect(subjects({ ...pinterest, operations: [] })).not.toContain('warning category org_read');
});

test('a limit whose requests are all exempt', () => {
  const exemptions = [{ appliesTo: { category: 'trends_read' }, reason: 'test' }];
  expect(messagesOf({ ...pinterest, exemptions }, 'standard.trends_read')).toEqual([
    'Every request that this limit is for is exempt from all limits: it never binds.',
  ]);
});
