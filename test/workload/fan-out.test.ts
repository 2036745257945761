import { describe, expect, test } from 'vitest';
import { runSource, secondsOf } from './small-workload.js';

/** Seconds after midnight at which the calls of a job at 00:00 are sent. */
function job(
  calls: readonly object[],
  change: Record<string, unknown> = {},
  category?: string,
): number[] {
  const columns = runSource(
    { arrivals: undefined, jobs: { cron: '0 0 * * *' }, latency: '1s', calls, ...change },
    { populations: [{ name: 'u', users: 1, ad_accounts: 3 }] },
  );
  return secondsOf(columns, category);
}

const range = (length: number, of: (i: number) => number = (i) => i): number[] =>
  Array.from({ length }, (_, i) => of(i));

describe('pages', () => {
  test.each([
    [0, 1],
    [1, 1],
    [250, 1],
    [251, 2],
    [1000, 4],
  ])('of %i items at 250 a page are %i calls', (items, calls) => {
    expect(job([{ category: 'read', pages: { items, page_size: 250 } }])).toEqual(range(calls));
  });
});

describe('batches', () => {
  test.each([
    [0, 0],
    [999, 1],
    [1000, 1],
    [1001, 2],
    [20_000, 20],
  ])('of %i conversions at 1,000 a request are %i requests', (items, calls) => {
    const steps = [{ category: 'write', batches: { items, size: 1000 } }, { category: 'read' }];
    expect(job(steps, {}, 'write')).toEqual(range(calls));
    expect(job(steps, {}, 'read')).toEqual([calls]);
  });
});

describe('polling', () => {
  test('every 10s up to 600s is 60 calls, 10s apart whatever the answer takes', () => {
    const calls = [{ category: 'poll', poll: { every: '10s', up_to: '600s' } }];
    expect(job(calls)).toEqual(range(60, (i) => 10 * (i + 1)));
  });

  test.each([
    ['0s', 1],
    ['9s', 1],
    ['10s', 1],
    ['10.000001s', 2],
    ['95s', 10],
    ['600s', 60],
    ['900s', 60],
  ])('ends with the first answer after %s: %i calls', (ready, calls) => {
    const poll = { every: '10s', up_to: '600s', ready };
    expect(job([{ category: 'poll', poll }])).toEqual(range(calls, (i) => 10 * (i + 1)));
  });

  test('begins when what it asks for has been ordered', () => {
    const calls = [
      { category: 'write' },
      { category: 'poll', poll: { every: '10s', up_to: '20s' } },
      { category: 'read' },
    ];
    expect(job(calls)).toEqual([0, 11, 21, 22]);
  });
});

describe('repeated calls', () => {
  test.each<[string, object, number[]]>([
    ['one after another, as answers come', {}, [0, 1, 2, 3, 4]],
    ['two at a time', { concurrency: 2 }, [0, 0, 1, 1, 2]],
    ['more at a time than there are', { concurrency: 9 }, [0, 0, 0, 0, 0]],
    ['spaced by more than an answer takes', { pace: '3s' }, [0, 3, 6, 9, 12]],
    ['spaced by less', { pace: '250ms' }, [0, 1, 2, 3, 4]],
    ['two at a time, spaced', { concurrency: 2, pace: '250ms' }, [0, 0.25, 1, 1.25, 2]],
  ])('go %s', (_name, flow, seconds) => {
    expect(job([{ category: 'read', times: 5, ...flow }])).toEqual(seconds);
  });

  test('may be none, which takes no time', () => {
    expect(job([{ category: 'read', times: 0 }, { category: 'write' }])).toEqual([0]);
  });

  test('wait before they begin', () => {
    expect(job([{ category: 'read' }, { category: 'write', wait: '5s' }])).toEqual([0, 6]);
  });
});

describe('a loop over ad accounts', () => {
  const loop = { each: 'ad_account', calls: [{ category: 'write' }, { category: 'read' }] };
  const sent = (step: object, adAccounts: unknown = 3) => {
    const columns = runSource(
      { arrivals: undefined, jobs: { cron: '0 0 * * *' }, latency: '1s', calls: [step] },
      { populations: [{ name: 'u', users: 1, ad_accounts: adAccounts }] },
    );
    return secondsOf(columns).map(
      (second, i) => `${second} ${columns.names.adAccounts[columns.adAccount[i]!]!.name}`,
    );
  };

  test('does its steps for each in turn', () => {
    expect(sent(loop)).toEqual(['0 u-1-1', '1 u-1-1', '2 u-1-2', '3 u-1-2', '4 u-1-3', '5 u-1-3']);
  });

  test('does some at once', () => {
    expect(sent({ ...loop, concurrency: 2 })).toEqual([
      '0 u-1-1',
      '0 u-1-2',
      '1 u-1-1',
      '1 u-1-2',
      '2 u-1-3',
      '3 u-1-3',
    ]);
  });

  test('may be written on the call itself', () => {
    expect(sent({ each: 'ad_account', category: 'read', times: 2 }, 2)).toEqual([
      '0 u-1-1',
      '1 u-1-1',
      '2 u-1-2',
      '3 u-1-2',
    ]);
  });

  test('takes a share of them (four standard deviations)', () => {
    const some = sent({ each: 'ad_account', category: 'read', share: 0.3 }, 1000);
    expect(Math.abs(some.length - 300)).toBeLessThan(4 * Math.sqrt(1000 * 0.3 * 0.7));
    expect(new Set(some).size).toBe(some.length);
  });
});

test('a path without an ad account addresses the default one, any other one of the user’s', () => {
  const columns = runSource(
    {
      arrivals: { rate: '100/h' },
      mix: undefined,
      calls: [{ call: 'GET /me' }, { call: 'GET /ad_accounts/{ad_account_id}/ads' }],
    },
    { populations: [{ name: 'u', users: 1, ad_accounts: 2 }] },
  );
  const { adAccounts } = columns.names;
  const seen = new Map<string, number>();
  for (let i = 0; i < columns.length; i++) {
    const { called } = columns.operations[columns.operation[i]!]!;
    const key = `${called.kind === 'request' ? called.path : ''} ${adAccounts[columns.adAccount[i]!]!.name}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  expect([...seen.keys()].sort()).toEqual([
    '/ad_accounts/{ad_account_id}/ads u-1-1',
    '/ad_accounts/{ad_account_id}/ads u-1-2',
    '/me default',
  ]);
  const [one, two] = ['1', '2'].map((j) => seen.get(`/ad_accounts/{ad_account_id}/ads u-1-${j}`)!);
  expect(Math.abs(one! - two!)).toBeLessThan(4 * Math.sqrt(one! + two!));
});
