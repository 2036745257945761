import { expect, test } from 'vitest';
import { formatOperations, parseOperations } from '../../src/model/operations.js';
import { loadOperations, modelFiles, readShipped } from './shipped-models.js';
import { inputErrorOf } from './input-error-of.js';

const table = {
  format: 'quotasim/operations',
  version: 1,
  source: { title: 'Acme', version: '3' },
  operations: [{ method: 'GET', path: '/items/{item_id}', category: 'search' }],
};

test('every shipped table is read, and written as it stands', () => {
  const files = modelFiles('.operations.json');
  expect(files).toContain('pinterest-v5.operations.json');
  for (const file of files) expect(formatOperations(loadOperations(file))).toBe(readShipped(file));
});

test("the operations of Pinterest's description 5.23.0 by category", () => {
  const { source, operations } = loadOperations('pinterest-v5.operations.json');
  expect(source).toEqual({ title: 'Pinterest REST API', version: '5.23.0', licence: 'MIT' });
  const counts: Record<string, number> = {};
  for (const { category } of operations) counts[category] = (counts[category] ?? 0) + 1;
  expect(counts).toEqual({
    ads_analytics: 16,
    ads_conversions: 1,
    ads_read: 76,
    ads_write: 63,
    advanced_auction_read: 1,
    advanced_auction_write: 1,
    catalogs_read: 16,
    catalogs_write: 11,
    msot_write: 1,
    org_analytics: 5,
    org_read: 20,
    org_write: 16,
    trends_read: 4,
  });
});

test('operations are written by path, then method, one a line', () => {
  const text = formatOperations({
    source: { title: 'A "quoted" title', version: '1' },
    operations: [
      { method: 'POST', path: '/b', category: 'x' },
      { method: 'GET', path: '/b', category: 'x' },
      { method: 'GET', path: '/a', category: 'x' },
    ],
  });
  expect(text.split('\n').slice(3, 8)).toEqual([
    '  "source": { "title": "A \\"quoted\\" title", "version": "1" },',
    '  "operations": [',
    '    { "method": "GET", "path": "/a", "category": "x" },',
    '    { "method": "GET", "path": "/b", "category": "x" },',
    '    { "method": "POST", "path": "/b", "category": "x" }',
  ]);
});

test('a table is frozen', () => {
  const { operations } = parseOperations(table, 'a.json');
  expect(Object.isFrozen(operations) && Object.isFrozen(operations[0])).toBe(true);
});

test.each([
  ['no table', [], 'a.json#: the document is an empty list; expected a mapping'],
  [
    'another format',
    { ...table, format: 'quotasim/model' },
    'a.json#/format: format is "quotasim/model"; expected "quotasim/operations"',
  ],
  [
    'a small method',
    { ...table, operations: [{ method: 'get', path: '/a', category: 'x' }] },
    'a.json#/operations/0/method: method is "get"; expected an HTTP method in capitals',
  ],
  [
    'half a parameter',
    { ...table, operations: [{ method: 'GET', path: '/a/{b}.json', category: 'x' }] },
    'a.json#/operations/0/path: "{b}.json" in /a/{b}.json is neither plain text nor one whole parameter such as {pin_id}',
  ],
  [
    'two paths of one shape',
    {
      ...table,
      operations: [
        { method: 'GET', path: '/a/{b}', category: 'x' },
        { method: 'GET', path: '/a/{c}', category: 'y' },
      ],
    },
    'a.json#/operations/1/path: GET /a/{c} matches the same requests as /a/{b}; remove one',
  ],
])('%s is an error', (_name, document, message) => {
  expect(inputErrorOf(() => parseOperations(document, 'a.json'))).toBe(message);
});
