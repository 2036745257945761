import { describe, expect, it } from 'vitest';
import { BULK_FORMS } from '../../../src/plan/advice/bulk-forms.js';
import { parseWorkload } from '../../../src/workload/profile/parse-workload.js';
import { synthesize } from '../../../src/workload/generate/synthesize.js';
import type { Workload } from '../../../src/workload/profile/workload.js';
import { readLines } from '../../trace/reading.js';
import { adviceOf, pinterest } from './advice-on.js';

/** A job at noon whose one user makes these calls. */
function jobOf(calls: readonly Record<string, unknown>[]): Workload {
  return parseWorkload(
    {
      format: 'quotasim/workload',
      version: 1,
      name: 'job',
      title: 'A job',
      start: '2026-06-10',
      length: '1d',
      populations: [{ name: 'u', users: 1, ad_accounts: 1 }],
      sources: [{ name: 'job', population: 'u', jobs: { cron: '0 12 * * *' }, calls }],
    },
    { file: 'w.yaml' },
  );
}

/** A job that makes so many of each call at once. */
function timesOf(calls: Readonly<Record<string, number>>): Workload {
  return jobOf(Object.entries(calls).map(([call, times]) => ({ call, times })));
}

/** Seconds since the epoch. */
const NOON = Date.UTC(2026, 5, 10, 12) / 1000;

const AD = '/ad_accounts/{ad_account_id}/ads/{ad_id}';

function on(workload: Workload, id = 'bulk-endpoints') {
  const columns = synthesize(workload, { model: pinterest, seed: 1 });
  return adviceOf(id, { columns, workload, tiers: ['trial'] });
}

describe('bulk endpoints', () => {
  it('are operations of the model', () => {
    const known = pinterest.operations.map(({ method, path }) => `${method} ${path}`);
    for (const { single, bulk } of BULK_FORMS) {
      expect(known).toContain(single);
      expect(known).toContain(bulk);
    }
  });

  it('read many things at once that were read one by one', async () => {
    expect(await on(timesOf({ [`GET ${AD}`]: 1001, 'GET /boards': 10 }))).toMatchObject([
      {
        because:
          'GET /ad_accounts/{ad_account_id}/ads/{ad_id} is called 1,001 times. These requests meet limits that throttle: universal throttles 11 requests.',
        change:
          'Collect the requests of each user and ad account for up to 1 min, and send them together: GET /ad_accounts/{ad_account_id}/ads takes up to 250 ad_ids (with page_size=250, since a page holds 25 otherwise), so that 5 requests would do in place of 1,001. They are then sent up to 1 min later.',
        before: { totals: { offered: 1011, throttled: 11 } },
        after: { ok: true, totals: { offered: 15, throttled: 0 } },
      },
    ]);
  });

  it('say what they assume of operations that take a list', async () => {
    const [advice] = await on(timesOf({ 'POST /ad_accounts/{ad_account_id}/ads': 301 }));
    expect(advice!.change).toContain('11 requests would do in place of 301');
    expect(advice!.change).toContain(
      'Where an operation takes a list today, this assumes that each request holds one, which the trace does not tell.',
    );
  });

  it('are named for the three operations that save the most', async () => {
    const groups = AD.replaceAll('ad_id', 'ad_group_id').replace('ads', 'ad_groups');
    const calls = {
      [`GET ${groups}`]: 350,
      'POST /catalogs/items/batch': 120,
      [`GET ${AD}`]: 400,
      'PATCH /ad_accounts/{ad_account_id}/ads': 200,
    };
    const [advice] = await on(timesOf(calls));
    const named = [...advice!.change.matchAll(/would do in place of ([\d,]+)/g)];
    expect(named.map(([, requests]) => requests)).toEqual(['400', '350', '200']);
    expect(advice!.after.totals.offered).toBe(2 + 2 + 7 + 120);
  });

  it('are not advised where no operation has one, or none is throttled', async () => {
    expect(await on(timesOf({ 'GET /boards': 1001 }))).toEqual([]);
    expect(await on(timesOf({ [`GET ${AD}`]: 20, 'POST /boards': 301 }))).toEqual([]);
    expect(await on(timesOf({ [`GET ${AD}`]: 20 }))).toEqual([]);
  });

  it('are not advised where a profile sends batches already', async () => {
    const batches = { batches: { items: 350_000, size: 1000 } };
    const items = jobOf([
      { call: 'POST /catalogs/items/batch', ...batches },
      { call: 'GET /boards', times: 700 },
    ]);
    expect(await on(items)).toEqual([]);
    const events = jobOf([
      { call: 'POST /ad_accounts/{ad_account_id}/events', ...batches },
      { call: 'GET /boards', times: 700 },
    ]);
    expect(await on(events, 'batch-conversions')).toEqual([]);
  });

  it('are told from the methods and paths of a recorded trace', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `${NOON + i / 50},GET,/v5/ad_accounts/5/campaigns/${i}`,
    );
    const { columns } = await readLines(['timestamp,method,path', ...rows], {
      model: pinterest,
      keepOperations: true,
    });
    expect(await adviceOf('bulk-endpoints', { columns, tiers: ['standard'] })).toMatchObject([
      {
        because:
          'GET /ad_accounts/{ad_account_id}/campaigns/{campaign_id} is called 2,000 times. These requests meet limits that throttle: ads_read throttles 1,000 requests.',
        change: expect.stringContaining(
          'GET /ad_accounts/{ad_account_id}/campaigns takes up to 250 campaign_ids (with page_size=250, since a page holds 25 otherwise), so that 8 requests would do in place of 2,000.',
        ) as string,
        before: { totals: { offered: 2000, throttled: 1000 } },
        after: { ok: true, totals: { offered: 8, throttled: 0 } },
      },
    ]);
  });

  it('are not told from the categories of a recorded trace', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `${NOON + i / 50},ads_read`);
    const { columns } = await readLines(['timestamp,category', ...rows], {
      model: pinterest,
      keepOperations: true,
    });
    expect(await adviceOf('bulk-endpoints', { columns, tiers: ['standard'] })).toEqual([]);
  });

  it('are not advised where a trace tells the category alone', async () => {
    const workload = timesOf({ [`GET ${AD}`]: 1001 });
    const { length, timestamp, app, user, adAccount, category, flags, names } = synthesize(
      workload,
      { model: pinterest, seed: 1 },
    );
    const columns = { length, timestamp, app, user, adAccount, category, flags, names };
    expect(await adviceOf('bulk-endpoints', { columns, tiers: ['trial'] })).toEqual([]);
  });
});
