import { expect, test } from 'vitest';
import { inspect } from '../../src/trace/inspect.js';
import { readLines } from './reading.js';

test('an inspection counts what is in a trace', async () => {
  const trace = await readLines(
    [
      'timestamp,category,app,user,ad_account,token,is_test,cost,status,ratelimit_reset,extra',
      '2026-01-01T23:59:59.500Z,org_read,x,u,,,,,200,,',
      '2026-01-01T23:59:59.900Z,org_read,x,u,,conversion,1,4,429,7,',
      '2026-01-02T00:00:00.000Z,pins,y,u,9,,,,429,,',
      '2026-01-02T00:00:00.100Z,ads_read,y,v,9,,,,,0,',
      '2026-01-02T00:00:00.050Z,ads_read,y,v,9,,true,,429,,',
      '2026-01-03,org_read,y,v,9,,,,,,',
      'never,org_read,y,v,9,,,,,,',
    ],
    { onError: 'skip', to: Date.UTC(2026, 0, 3) * 1000 },
  );
  const second = { requests: 3, at: '2026-01-02T00:00:00.000000Z' };
  expect(inspect(trace)).toEqual({
    requests: 5,
    start: '2026-01-01T23:59:59.500000Z',
    end: '2026-01-02T00:00:00.100000Z',
    spanMs: 600,
    meanRate: 5 / 0.6,
    busiest: { second, minute: second, hour: second, day: second },
    columns: [
      'timestamp',
      'category',
      'app',
      'user',
      'ad_account',
      'token',
      'is_test',
      'cost',
      'status',
      'ratelimit_reset',
      'extra',
    ],
    apps: [
      { name: 'y', requests: 3 },
      { name: 'x', requests: 2 },
    ],
    users: [
      { name: 'x/u', requests: 2 },
      { name: 'y/v', requests: 2 },
      { name: 'y/u', requests: 1 },
    ],
    adAccounts: [
      { name: 'y/9', requests: 3 },
      { name: 'x/default', requests: 2 },
    ],
    categories: [
      { name: 'org_read', requests: 2 },
      { name: 'ads_read', requests: 2 },
    ],
    unmapped: { requests: 1, names: [{ name: 'pins', requests: 1 }] },
    skipped: { rows: 1, reasons: { 'no timestamp (ISO 8601, or a number since 1970)': 1 } },
    unselected: 1,
    outOfOrder: 1,
    testRequests: 2,
    conversionTokens: 1,
    units: 8,
    statuses: [
      { name: '429', requests: 3 },
      { name: '200', requests: 1 },
      { name: 'unknown', requests: 1 },
    ],
    rateLimitHeaders: 2,
    retries: {
      spanMs: 60_000,
      refused: 3,
      retries: 1,
      demands: 3,
      unserved: 2,
      mostAttempts: 2,
      otherwise: { requests: 2, repeated: 0 },
    },
    quirks: [
      {
        name: 'out-of-order',
        count: 1,
        sizeMs: 50,
        at: '2026-01-02T00:00:00.050000Z',
        message: expect.any(String) as string,
      },
      {
        name: 'no-zone',
        count: 1,
        at: '2026-01-01T23:59:59.500000Z',
        message: expect.any(String) as string,
      },
    ],
    bytesPerRequest: 23 + 8 + 2 + 4,
    warnings: [
      'Times without a zone were read as UTC (1 row).',
      expect.stringMatching(/^3 recorded answers are 429: /) as string,
    ],
  });
});

test('columns of rate limit headers are listed where a row has them', async () => {
  const head = 'timestamp,category,ratelimit_limit,ratelimit_remaining,ratelimit_reset';
  const lines = [head, '1767225600,org_read,,7,', '1767225601,org_read,,,'];
  expect(inspect(await readLines(lines)).columns).toEqual([
    'timestamp',
    'category',
    'ratelimit_remaining',
  ]);
});

test('an inspection leaves out what a trace has not', async () => {
  const lines = ['timestamp,category,user', '1767225600,org_read,u'];
  const inspection = inspect(await readLines(lines));
  expect(inspection).toMatchObject({ requests: 1, spanMs: 0, meanRate: null });
  for (const part of ['units', 'statuses', 'rateLimitHeaders', 'retries', 'folded']) {
    expect(inspection).not.toHaveProperty(part);
  }
});
