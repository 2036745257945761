import { expect, test } from 'vitest';
import type { Columns } from '../../../src/trace/columns.js';
import { factsOf, fit, profile, sourceOf, traceOf } from './fitting.js';

const EVENTS = 'POST /ad_accounts/{ad_account_id}/events';

function sender(source: object, ad_accounts: unknown = 20, users = 1) {
  return profile(undefined, {
    length: '7d',
    populations: [{ name: 'u', users, ad_accounts } as never],
    sources: [{ name: 's', population: 'u', ...source }],
  });
}

/** The most requests of one ad account in an hour. */
function mostOf({ timestamp, length, adAccount }: Columns): number {
  const counts = new Map<string, number>();
  for (let row = 0; row < length; row++) {
    const key = `${Math.floor(timestamp[row]! / 3.6e9)} ${adAccount[row]!}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

test('a job that visits each ad account is one loop, and each account has as many requests', () => {
  const columns = traceOf(
    sender({
      jobs: { cron: '0 * * * *' },
      calls: [{ each: 'ad_account', calls: [{ call: EVENTS, times: 2 }] }],
    }),
  );
  const fitted = fit(columns);
  expect(sourceOf(fitted, 'ads_conversions-job').calls).toEqual([
    { each: 'ad_account', calls: [{ category: 'ads_conversions', times: 2 }] },
  ]);
  const made = traceOf(fitted.document, 2);
  expect(made.length).toBe(columns.length);
  expect(mostOf(made)).toBe(2);
  const { accounts, words } = factsOf(fitted, 'ads_conversions-job');
  expect(accounts.map(({ most }) => most)).toEqual(
    [2, 2, 48].map((most) => ({ recorded: most, refitted: most })),
  );
  expect(words.join(' ')).toContain('goes through all ad accounts of its user');
});

test('calls without an ad account stay out of the loop, and a loop over some accounts has its share', () => {
  const columns = traceOf(
    sender({
      jobs: { cron: '30 * * * *' },
      calls: [
        { call: 'GET /ad_accounts' },
        {
          each: 'ad_account',
          share: 0.7,
          calls: [{ call: 'GET /ad_accounts/{ad_account_id}/ads', times: 3 }],
        },
      ],
    }),
  );
  const sources = fit(columns).document.sources;
  expect(sources).toHaveLength(1);
  const [outside, loop] = sources[0]!.calls!;
  expect(outside).toEqual({ category: 'ads_read' });
  expect(loop).toMatchObject({ each: 'ad_account', calls: [{ category: 'ads_read', times: 3 }] });
  expect(Math.abs(loop!.share! - 0.7)).toBeLessThan(0.05);
});

test('batches that come by chance are loops too, over shared accounts as well', () => {
  const columns = traceOf(
    sender(
      {
        arrivals: { rate: '2/h' },
        calls: [{ each: 'ad_account', calls: [{ call: EVENTS }] }],
      },
      { shared: 4 },
      3,
    ),
  );
  const fitted = fit(columns);
  expect(fitted.document.populations[0]!.ad_accounts).toEqual({ shared: 4 });
  expect(sourceOf(fitted, 'ads_conversions').calls).toEqual([
    { each: 'ad_account', calls: [{ category: 'ads_conversions' }] },
  ]);
});

test('a batch for one of its accounts is no loop', () => {
  const columns = traceOf(
    sender({ jobs: { cron: '0 * * * *' }, calls: [{ call: EVENTS, times: 8 }] }),
  );
  expect(sourceOf(fit(columns), 'ads_conversions-job').calls).toEqual([
    { category: 'ads_conversions', times: 8 },
  ]);
});

test('an ad account that has most of the requests is more than a profile shows, and the facts say so', () => {
  const columns = traceOf(sender({ arrivals: { rate: '60/h' }, calls: [{ call: EVENTS }] }));
  const busy = columns.adAccount[0]!;
  const unequal = {
    ...columns,
    adAccount: columns.adAccount.map((account, row) => (row % 5 === 0 ? account : busy)),
  };
  const said = 'Those differ by more than a factor of 1.5';
  expect(factsOf(fit(unequal), 'ads_conversions').words.join(' ')).toContain(said);
  expect(factsOf(fit(columns), 'ads_conversions').words.join(' ')).not.toContain(said);
});
