import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTimestamp } from '../../src/time.js';
import { COLUMN_NAMES } from '../../src/trace/column-map.js';
import type { Trace } from '../../src/trace/trace.js';
import { readFiles } from './reading.js';

type Cells = Record<string, string>;

const word = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.trim());
const whole = fc.integer({ min: 0, max: 5000 }).map(String);
const maybe = (cell: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 2, arbitrary: cell });

/** A row: a cell of every column, empty ones among them. Few timestamps, so that many are equal. */
const cells: fc.Arbitrary<Cells> = fc.record({
  timestamp: fc
    .integer({ min: 0, max: 9 })
    .map((step) => formatTimestamp(1_767_225_600_000_000 + step * 1001)),
  category: maybe(fc.constantFrom('org_read', 'ads_read', 'no such one', '__proto__')),
  method: fc.constantFrom('GET', 'post'),
  path: fc.constantFrom('/v5/pins', '/pins/7?is_test=1', '/v5/ad_accounts/9/ads', '/nowhere, "x"'),
  endpoint: maybe(word),
  app: maybe(word),
  user: maybe(word),
  ad_account: maybe(word),
  token: maybe(fc.constantFrom('oauth', 'conversion')),
  is_test: maybe(fc.constantFrom('true', 'FALSE', '1', '0')),
  cost: maybe(whole),
  status: maybe(fc.constantFrom('200', '429')),
  ratelimit_limit: maybe(fc.constantFrom('100', '100, 100;w=1, 1000;w=60')),
  ratelimit_remaining: maybe(whole),
  ratelimit_reset: maybe(whole),
});

/** One JSON value for each cell; whole numbers and truth values as what they are. */
function toJson(row: Cells): string {
  const values = Object.entries(row).map(([name, cell]) => {
    if (name === 'cost' && cell !== '') return [name, Number(cell)];
    if (cell === 'true') return [name, true];
    return [name, cell === '' ? null : cell];
  });
  return JSON.stringify(Object.fromEntries(values));
}

function toCsv(rows: readonly Cells[]): string {
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => COLUMN_NAMES.map((name) => quote(row[name]!)).join(','));
  return [COLUMN_NAMES.join(','), ...lines].join('\n');
}

test('one trace, written as CSV and as JSON lines, reads back to the same columns', async () => {
  const read = (name: string, text: string): Promise<Trace> =>
    readFiles({ [name]: text }, { allowUnmapped: true });
  await fc.assert(
    fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 30 }), async (rows) => {
      const csv = await read('a.csv', toCsv(rows));
      const jsonl = await read('a.jsonl', rows.map(toJson).join('\n'));
      expect(csv.columns.length).toBe(rows.length);
      expect(jsonl.columns).toEqual(csv.columns);
      expect(jsonl.unmapped).toEqual(csv.unmapped);
      expect(jsonl.warnings).toEqual(csv.warnings);
    }),
    { seed: 1, numRuns: 200 },
  );
});
