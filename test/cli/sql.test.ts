import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { createWorkbench, SMALL_MODEL, SMALL_TRACE } from './workbench.js';

const { run, path, files } = createWorkbench({ 'm.yaml': SMALL_MODEL, 'a.csv': SMALL_TRACE });
const MODEL = ['--model', '@m.yaml'];

/** What `inspect` says of a query. */
async function inspected(sql: string, ...words: string[]): Promise<Record<string, unknown>> {
  const { out, err, status } = await run(['inspect', '--sql', sql, ...MODEL, '--json', ...words]);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out) as Record<string, unknown>;
}

test('a query over a file is the same trace as the file', async () => {
  const words = [...MODEL, '--tier', 'free', '--json'];
  const sql = `from '${path('a.csv')}'`;
  const [ofFile, ofSql] = await Promise.all([
    run(['simulate', '@a.csv', ...words]),
    run(['simulate', '--sql', sql, ...words]),
  ]);
  const [file, query] = [ofFile, ofSql].map(
    ({ out }) => JSON.parse(out) as { scenarios: unknown; trace: Record<string, unknown> },
  );
  expect(query!.scenarios).toEqual(file!.scenarios);
  expect(query!.trace.name).toMatch(/^SQL: from '/);
  expect(query!.trace.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each([' ', '/* nothing */', ';', 'select 1; select 2'])(
  'a query of "%s" is not one SELECT',
  async (sql) => {
    const { err, status } = await run(['inspect', '--sql', sql, ...MODEL]);
    expect({ err, status }).toEqual({ err: '--sql: expected one SELECT statement\n', status: 2 });
  },
);

test("cells of DuckDB's type JSON are what they hold", async () => {
  const sql = `select timestamptz '2026-01-01' as timestamp, json '"search"' as category,
      {'name': json '"ann \\"a\\""'} as who, unnest([json '"429"', json '200', json 'null']) as status`;
  const trace = await inspected(sql, '--map', 'user=who.name');
  expect(trace).toMatchObject({
    requests: 3,
    categories: [{ name: 'search', requests: 3 }],
    users: [{ name: 'ann "a"', requests: 3 }],
  });
  expect(trace.statuses).toEqual(
    expect.arrayContaining(['429', '200', 'unknown'].map((name) => ({ name, requests: 1 }))),
  );
});

test('fields of a struct are named by dots, in a query and in Parquet', async () => {
  const sql = `select {'at': timestamptz '2026-01-01', 'who': {'name': 'ann', 'n': 1}} as meta,
      'search' as category, 'x' as "meta.kind", [{'at': 1}] as list
    union all select {'at': timestamptz '2026-01-02', 'who': null}, 'save', 'x', null`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${sql}) to '${path('nested.parquet')}' (format parquet)`);
  connection.closeSync();
  const words = [...MODEL, '--json', '--map', 'timestamp=meta.at,user=meta.who.name,app=meta.kind'];
  const [query, file] = await Promise.all(
    [['--sql', sql], ['@nested.parquet']].map(async (from) => {
      const { out, err } = await run(['inspect', ...from, ...words]);
      expect(err).toBe('');
      return JSON.parse(out) as Record<string, unknown>;
    }),
  );
  expect(query).toMatchObject({
    start: '2026-01-01T00:00:00.000000Z',
    end: '2026-01-02T00:00:00.000000Z',
    categories: [
      { name: 'search', requests: 1 },
      { name: 'save', requests: 1 },
    ],
    users: [
      { name: 'ann', requests: 1 },
      { name: 'default', requests: 1 },
    ],
    columns: [
      'meta',
      'category',
      'meta.kind',
      'list',
      'meta.at',
      'meta.who',
      'meta.who.name',
      'meta.who.n',
    ],
  });
  for (const facts of ['start', 'end', 'categories', 'users', 'columns']) {
    expect(file![facts]).toEqual(query![facts]);
  }
  const { err } = await run(['inspect', '@nested.parquet', '--map', 'timestamp=meta.ta']);
  expect(err).toContain('did you mean "meta.at"?');
});

test('the digest of a query is that of what it selects', async () => {
  const digest = async (sql: string): Promise<unknown> => (await inspected(sql)).sha256;
  const all = `select * from '${path('a.csv')}'`;
  expect(await digest(`  ${all}`)).toBe(await digest(all));
  expect(await digest(`${all} where category = 'search'`)).not.toBe(await digest(all));
});

test.each([
  [`timestamptz '2026-01-01 01:00:00+01'`, []],
  [`timestamp '2026-01-01 00:00:00'`, ['Times without a zone were read as UTC (1 row).']],
  [
    `timestamp_ns '2026-01-01 00:00:00.000000999'`,
    ['Times without a zone were read as UTC (1 row).'],
  ],
  [`timestamp_ms '2026-01-01 00:00:00'`, ['Times without a zone were read as UTC (1 row).']],
  [`date '2026-01-01'`, ['Times without a zone were read as UTC (1 row).']],
  [`'2026-01-01T00:00:00Z'`, []],
  [
    '1767225600000::hugeint',
    [
      '--sql: numeric times were read as milliseconds since 1970, told by the first row (--time-unit overrides).',
    ],
  ],
  [
    '1767225600.000000::decimal(20, 6)',
    [
      '--sql: numeric times were read as seconds since 1970, told by the first row (--time-unit overrides).',
    ],
  ],
])('%s is the start of 2026', async (time, warnings) => {
  const { start, warnings: said } = await inspected(
    `select ${time} as timestamp, 'ann' as "user", 'search' as category`,
  );
  expect(start).toBe('2026-01-01T00:00:00.000000Z');
  expect(said).toEqual(warnings);
});

test('numbers and truth values of every type are cells', async () => {
  const facts = await inspected(`
    select timestamptz '2026-01-01' as timestamp, 7::hugeint as "user", 'search' as category, true as is_test,
      2.00::decimal(10, 2) as cost, 429::double as status
    union all select timestamptz '2026-01-01', 8, 'save', false, null, 'nan'::double`);
  expect(facts).toMatchObject({
    users: [
      { name: '7', requests: 1 },
      { name: '8', requests: 1 },
    ],
    testRequests: 1,
    units: 3,
    statuses: [
      { name: '429', requests: 1 },
      { name: 'unknown', requests: 1 },
    ],
  });
});

test.each([
  ['selec', '--sql: Parser Error: syntax error at or near "selec"\n\nLINE 1: selec\n        ^\n'],
  ['select 1; select 2', '--sql: expected one SELECT statement\n'],
  ["copy (select 1) to 'x.csv'", '--sql: expected a SELECT statement; it only reads\n'],
  ["attach 'x.db'", '--sql: expected a SELECT statement; it only reads\n'],
  ['install httpfs', '--sql: expected a SELECT statement; it only reads\n'],
  [
    "from 'https://example.com/a.parquet'",
    "--sql: it needs DuckDB's extension httpfs, and none is loaded here, nor is the network reached; " +
      'read local files of CSV, JSON or Parquet\n',
  ],
  [
    'select now() as timestamp, [1] as category',
    '--sql: the column "category" is of type LIST; expected texts, numbers, truth values or times ' +
      '(as CAST("category" AS VARCHAR) makes)\n',
  ],
  [
    "select 'soon' as timestamp, 'search' as category",
    '--sql, row 1: no timestamp (ISO 8601, or a number since 1970): found "soon"\n' +
      'To leave such rows out and count them: --on-error skip\n',
  ],
])('%s is refused', async (sql, err) => {
  const before = files();
  expect(await run(['inspect', '--sql', sql, ...MODEL])).toEqual({ status: 2, out: '', err });
  expect(files()).toEqual(before);
});

test('there is either a file or a query', async () => {
  expect((await run(['inspect', '@a.csv', '--sql', 'select 1'])).err).toBe(
    '--sql selects the trace: leave the file out, or name it in the query\n',
  );
  expect((await run(['inspect'])).err).toBe(
    'an argument is missing, the trace to read: a file, - for standard input, or --sql with a SELECT\nquotasim --help lists the commands and options.\n',
  );
  expect((await run(['inspect', '--sql', 'select 1', '--format', 'csv'])).err).toBe(
    '--sql comes as a table: it does not go with --format or --log-format\n',
  );
});
