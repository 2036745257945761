import { describe, expect, it } from 'vitest';
import { BULK_FORMS } from '../../../src/plan/advice/bulk-forms.js';
import { parseWorkload } from '../../../src/workload/profile/parse-workload.js';
import { synthesize } from '../../../src/workload/generate/synthesize.js';
import type { Workload } from '../../../src/workload/profile/workload.js';
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
