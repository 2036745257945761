import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTableGatherer } from '../../src/cli/gathered-table.js';
import { formatTimestamp } from '../../src/time.js';
import { ENDINGS, gather, readBytes, written } from './written-trace.js';

const word = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.trim());
const maybe = (cell: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 2, arbitrary: cell });

/** Rows in any order of time, before 1970 too; cells empty, odd, and quoted. */
const row = fc.record({
  timestamp: fc.integer({ min: -1e15, max: 4e15 }).map(formatTimestamp),
  category: maybe(fc.constantFrom('org_read', 'ads_read', 'no such one', '__proto__')),
  method: fc.constantFrom('GET', 'post'),
  path: fc.constantFrom('/v5/pins', '/pins/7?is_test=1', '/v5/ad_accounts/9/ads', '/nowhere, "x"'),
  endpoint: maybe(word),
  app: maybe(fc.constantFrom('a', 'b', 'default')),
  user: maybe(word),
  ad_account: maybe(word),
  token: maybe(fc.constantFrom('oauth', 'conversion')),
  is_test: maybe(fc.constantFrom('true', 'FALSE', '1', '0')),
  cost: maybe(fc.oneof(fc.nat(5000), fc.constantFrom(2 ** 31, 2 ** 53 - 1)).map(String)),
  status: maybe(fc.constantFrom('200', '429')),
  ratelimit_limit: maybe(fc.constantFrom('100', '100, 100;w=1, 1000;w=60')),
  ratelimit_remaining: maybe(fc.nat(100).map(String)),
  ratelimit_reset: maybe(fc.constantFrom('1', 'Mon, 02 Mar 2026 10:00:00 GMT')),
});
/** Whether a trace has a column at all. */
const columns = fc.subarray([
  ...['category', 'endpoint', 'app', 'user', 'ad_account', 'token', 'is_test', 'cost', 'status'],
  ...['ratelimit_limit', 'ratelimit_remaining', 'ratelimit_reset'],
]);

test('a trace written in any format reads back to the same columns', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 40 }),
      columns,
      async (rows, some) => {
        const names = ['timestamp', 'method', 'path', ...some] as (keyof (typeof rows)[number])[];
        const objects = rows.map((cells) =>
          Object.fromEntries(names.map((name) => [name, cells[name]])),
        );
        const text = objects.map((object) => JSON.stringify(object)).join('\n');
        const bytes = new TextEncoder().encode(text);
        const original = await readBytes('a.jsonl', bytes);
        const table = await gather('a.jsonl', bytes);
        expect(table.length).toBe(rows.length);
        for (const ending of ENDINGS) {
          const again = await readBytes(`a${ending}`, await written(table, ending));
          expect(again.columns).toEqual(original.columns);
          expect(again.unmapped).toEqual(original.unmapped);
          expect(again.outOfOrder).toBe(original.outOfOrder);
          expect(again.warnings).toEqual(original.warnings);
        }
      },
    ),
    { seed: 1, numRuns: 40 },
  );
});

test('a trace of several record batches and row groups reads back to the same columns', async () => {
  const gatherer = createTableGatherer(['timestamp', 'user', 'category']);
  for (let i = 0; i < 70_000; i++) {
    const user = i % 1000 === 0 ? null : `u${(i * 7919) % 5000}`;
    gatherer.push([1.7e15 + i, user, i % 3 === 0 ? 'org_read' : 'ads_read']);
  }
  const table = gatherer.finish();
  const [csv, ...others] = await Promise.all(
    ['.csv', '.arrow', '.parquet'].map(async (ending) =>
      readBytes(`a${ending}`, await written(table, ending)),
    ),
  );
  for (const { columns: own } of others) {
    expect(own.names).toEqual(csv!.columns.names);
    for (const name of ['timestamp', 'user', 'category'] as const) {
      expect(own[name].every((value, seq) => value === csv!.columns[name][seq])).toBe(true);
    }
  }
});
