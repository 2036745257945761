import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/time.js';
import { at, requests } from '../../engine/requests.js';
import type { OracleRequest } from '../../oracle/oracle-types.js';
import { columnsOf } from '../../oracle/random-trace.js';
import { adviceOf, pinterest } from './advice-on.js';

const NOON = at('2026-06-10T12:00');

/** Trial takes 1,000 conversions a day; here 3,000 come, one a second. */
const conversions = requests(3000, NOON, SECOND, 'ads_conversions');

function on(id: string, trace: readonly OracleRequest[], tier = 'trial') {
  return adviceOf(id, { columns: columnsOf(trace, pinterest), tiers: [tier] });
}

describe('batching conversions', () => {
  it('collects for a minute: 61 events a request, at one a second', async () => {
    const advice = await on('batch-conversions', conversions);
    expect(advice).toMatchObject([
      {
        because:
          '3,000 requests of ads_conversions meet limits that throttle: universal throttles 2,000 requests.',
        change:
          'Collect the events of each user, ad account and kind of token for up to 1 min, test events apart, and send up to 1,000 in one request: 50 requests in place of 3,000. An event is then sent up to 1 min later. This assumes that each request carries one event today, which the trace does not tell.',
        before: { ok: false, totals: { offered: 3000, throttled: 2000 } },
        after: { ok: true, totals: { offered: 50, admitted: 50, throttled: 0 } },
      },
    ]);
  });

  it('never puts more than 1,000 events into a request', async () => {
    const [advice] = await on('batch-conversions', requests(2500, NOON, 0, 'ads_conversions'));
    expect(advice!.after.totals.offered).toBe(3);
  });

  it('is not given where nothing could be collected within a minute', async () => {
    const sparse = requests(1001, NOON, MINUTE + 1, 'ads_conversions');
    expect(await on('batch-conversions', sparse)).toEqual([]);
  });

  it('is not given where other requests are throttled', async () => {
    const trace = [
      ...requests(500, NOON, 0, 'ads_conversions'),
      ...requests(301, NOON, 0, 'org_write'),
    ];
    expect(await on('batch-conversions', trace)).toEqual([]);
  });
});

describe('the conversion token', () => {
  it('frees conversions from every limit, as the model says', async () => {
    const trace = [
      ...conversions,
      ...requests(5, NOON + 3000 * SECOND, SECOND, 'ads_conversions', { token: 'conversion' }),
      ...requests(5, NOON + 3005 * SECOND, SECOND, 'ads_conversions', { isTest: true }),
    ];
    expect(await on('conversion-token', trace)).toMatchObject([
      {
        because:
          '3,000 requests of ads_conversions with an OAuth token meet limits that throttle: universal throttles 2,005 requests. The model exempts such requests from every limit if they carry a conversion token.',
        change: 'Send these 3,000 requests with a conversion token in place of the OAuth token.',
        after: { ok: true, totals: { offered: 3010, throttled: 0 } },
      },
    ]);
  });

  it('is not given for tests, for requests that carry it, or for other categories', async () => {
    const tests = requests(1001, NOON, SECOND, 'ads_conversions', { isTest: true });
    expect(await on('conversion-token', tests)).toEqual([]);
    const carrying = requests(1001, NOON, 0, 'ads_conversions', { token: 'conversion' });
    const reads = requests(1001, NOON, 0, 'org_read');
    expect(await on('conversion-token', [...carrying, ...reads])).toEqual([]);
  });
});
