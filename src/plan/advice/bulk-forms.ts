/** An operation that does for many things in one request what a request of another, or of its own, does for one. */
export interface BulkForm {
  /** The operation that is called for one thing: method and path as in the model. */
  readonly single: string;
  /** The operation that takes many; the same one where it always takes a list. */
  readonly bulk: string;
  /** Things that one request takes at most. */
  readonly most: number;
  /** What they are. */
  readonly things: string;
  /** What else has to be known. */
  readonly note?: string;
}

const AD_ACCOUNT = '/ad_accounts/{ad_account_id}';
const PAGE_NOTE = 'with page_size=250, since a page holds 25 otherwise';

/**
 * Bulk forms of Pinterest API v5, with the `maxItems` of their lists: Pinterest's API description 5.23.0
 * (https://github.com/pinterest/api-description). `POST …/bulk/upsert` is left out, since it states no most.
 */
export const BULK_FORMS: readonly BulkForm[] = [
  reading('campaigns/{campaign_id}', 'campaigns', 'campaign_ids'),
  reading('ad_groups/{ad_group_id}', 'ad_groups', 'ad_group_ids'),
  reading('ads/{ad_id}', 'ads', 'ad_ids'),
  reading(
    'product_group_promotions/{product_group_promotion_id}',
    'product_group_promotions',
    'product_group_promotion_ids',
  ),
  {
    single: 'GET /pins/{pin_id}/analytics',
    bulk: 'GET /pins/analytics',
    most: 100,
    things: 'pin_ids',
    note: 'in beta, and not open to all apps',
  },
  {
    single: 'POST /catalogs/product_groups',
    bulk: 'POST /catalogs/product_groups/multiple',
    most: 1000,
    things: 'product groups',
  },
  {
    single: 'DELETE /catalogs/product_groups/{product_group_id}',
    bulk: 'DELETE /catalogs/product_groups/multiple',
    most: 1000,
    things: 'product groups',
  },
  ...['campaigns', 'ad_groups', 'ads', 'promotions', 'lead_forms'].flatMap((things) => [
    listOf(`POST ${AD_ACCOUNT}/${things}`, 30, things),
    listOf(`PATCH ${AD_ACCOUNT}/${things}`, 30, things),
  ]),
  listOf('POST /catalogs/items/batch', 1000, 'items'),
  listOf('POST /advanced_auction/items/get', 10_000, 'items'),
  listOf('POST /advanced_auction/items/submit', 10_000, 'items'),
];

function reading(one: string, many: string, things: string): BulkForm {
  const single = `GET ${AD_ACCOUNT}/${one}`;
  return { single, bulk: `GET ${AD_ACCOUNT}/${many}`, most: 250, things, note: PAGE_NOTE };
}

function listOf(operation: string, most: number, things: string): BulkForm {
  return { single: operation, bulk: operation, most, things: things.replace('_', ' ') };
}
