import type { Exemption, Limit, ScopeKey } from '../../src/model/rate-model.js';
import { DAY, MINUTE, SECOND } from '../../src/time.js';
import type { OracleTier } from './oracle-types.js';

/** Pinterest API v5's limits, from its rate limits page, set down apart from the model that ships. */

const exemptions: readonly Exemption[] = [
  {
    appliesTo: { category: 'ads_conversions', isTest: false, token: 'conversion' },
    reason: 'unlimited',
  },
];

/** A limit of all requests, or of one category's: requests a window. */
function limitOf(
  id: string,
  limit: number,
  window: number,
  scope: readonly ScopeKey[],
  appliesTo: Limit['appliesTo'],
): Limit {
  const provenance = { title: 'Rate limits', status: 'documented' } as const;
  return { id, appliesTo, counts: 'requests', limit, window, scope, provenance };
}

const conversionsTest = limitOf('ads_conversions_test', 10, SECOND, ['app'], {
  category: 'ads_conversions',
  isTest: true,
});

function conversions(limit: number, window: number): Limit {
  return limitOf('ads_conversions', limit, window, ['app', 'ad_account'], {
    category: 'ads_conversions',
    isTest: false,
  });
}

const trialCategories = {
  ads_analytics: 1_000,
  ads_read: 1_000,
  ads_write: 300,
  advanced_auction_read: 1_000,
  advanced_auction_write: 1_000,
  catalogs_read: 1_000,
  catalogs_write: 1_000,
  org_analytics: 1_000,
  org_read: 1_000,
  org_write: 300,
  trends_read: 1_000,
};

const standardCategories = {
  ads_analytics: 300,
  ads_read: 1_000,
  ads_write: 400,
  advanced_auction_read: 50,
  advanced_auction_write: 25,
  catalogs_read: 100,
  catalogs_write: 100,
  org_analytics: 60,
  org_read: 1_000,
  org_write: 100,
  trends_read: 60,
};

/** The tiers by name. */
export const pinterestTiers: Readonly<Record<'trial' | 'standard', OracleTier>> = {
  trial: {
    limits: [
      limitOf('universal', 1_000, DAY, ['app'], {}),
      ...Object.entries(trialCategories).map(([category, limit]) =>
        limitOf(category, limit, DAY, ['app'], { category }),
      ),
      conversions(1_000, DAY),
      conversionsTest,
    ],
    exemptions,
  },
  standard: {
    limits: [
      limitOf('universal', 100, SECOND, ['app', 'user'], {}),
      ...Object.entries(standardCategories).map(([category, limit]) =>
        limitOf(category, limit, MINUTE, ['app', 'user'], { category }),
      ),
      conversions(120_000, MINUTE),
      conversionsTest,
    ],
    exemptions,
  },
};
