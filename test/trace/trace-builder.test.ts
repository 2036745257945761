import { describe, expect, test } from 'vitest';
import { inputErrorOf, readFiles, readLines, requestsOf } from './reading.js';

const HEADER = 'timestamp,category,user';
const at = (second: number, user: string, category = 'org_read'): string =>
  `${1_767_225_600 + second},${category},${user}`;
const users = async (...args: Parameters<typeof readLines>): Promise<string[]> =>
  requestsOf(await readLines(...args)).map(({ user }) => user);

describe('the order of a trace', () => {
  test('is that of time, and of the file where times are equal', async () => {
    const lines = [HEADER, at(2, 'a'), at(1, 'b'), at(2, 'c'), at(1, 'd'), at(0, 'e'), at(1, 'f')];
    expect(await users(lines)).toEqual(['e', 'b', 'd', 'f', 'a', 'c']);
    expect((await readLines(lines)).outOfOrder).toBe(3);
  });

  test('holds for thousands of rows', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => at((i * 7919) % 100, `u${i}`));
    const expected = rows
      .map((row, i) => ({ user: `u${i}`, second: (i * 7919) % 100, i, row }))
      .sort((a, b) => a.second - b.second || a.i - b.i);
    expect(await users([HEADER, ...rows])).toEqual(expected.map(({ user }) => user));
  });

  test('puts files one behind the other, in the order given, where times are equal', async () => {
    const a = `${HEADER}\n${at(1, 'a1')}\n${at(3, 'a3')}\n`;
    const b = `user,timestamp,category\nb1,1767225601,org_read\nb0,1767225600,org_read\n`;
    const order = async (files: Record<string, string>): Promise<string[]> =>
      requestsOf(await readFiles(files)).map(({ user }) => user);
    expect(await order({ 'a.csv': a, 'b.csv': b })).toEqual(['b0', 'a1', 'b1', 'a3']);
    expect(await order({ 'b.csv': b, 'a.csv': a })).toEqual(['b0', 'b1', 'a1', 'a3']);
  });
});

describe('a span of time', () => {
  const lines = [HEADER, at(0, 'a'), at(1, 'b'), at(2, 'c'), at(3, 'd')];
  const us = (second: number): number => (1_767_225_600 + second) * 1e6;

  test('holds its beginning and not its end', async () => {
    expect(await users(lines, { from: us(1), to: us(3) })).toEqual(['b', 'c']);
    expect(await users(lines, { from: us(1) + 1 })).toEqual(['c', 'd']);
    expect(await users(lines, { to: us(1) + 1 })).toEqual(['a', 'b']);
    expect((await readLines(lines, { from: us(1), to: us(3) })).unselected).toBe(2);
  });

  test('with no request in it is an error that tells what the trace spans', async () => {
    expect(await inputErrorOf(readLines(lines, { from: us(4) }))).toBe(
      'a.csv: no request in the selected span; the trace runs from 2026-01-01T00:00:00.000000Z to ' +
        '2026-01-01T00:00:03.000000Z',
    );
  });
});

describe('names', () => {
  test('of users and ad accounts are counted apart for each app', async () => {
    const lines = [
      'timestamp,category,app,user,ad_account',
      '1767225600,org_read,x,u,1',
      '1767225600,org_read,y,u,1',
      '1767225600,org_read,x,u,1',
    ];
    const { columns } = await readLines(lines);
    expect(columns.names.apps).toEqual(['x', 'y']);
    expect(columns.names.users).toEqual([
      { app: 0, name: 'u' },
      { app: 1, name: 'u' },
    ]);
    expect([...columns.user]).toEqual([0, 1, 0]);
    expect([...columns.adAccount]).toEqual([0, 1, 0]);
  });

  test('of hostile users are those of users', async () => {
    const hostile = ['__proto__', 'constructor', 'toString', '</script>', '\u001b[31m'];
    const lines = [HEADER, ...hostile.map((user) => at(0, user)), ...hostile.map((u) => at(1, u))];
    const { columns } = await readLines(lines);
    expect(columns.names.users.map(({ name }) => name)).toEqual(hostile);
    expect([...columns.user]).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
  });
});

describe('operations', () => {
  const lines = [
    'timestamp,category,method,path',
    '1767225603,,GET,/v5/pins/7?x=1',
    '1767225601,org_read,,',
    '1767225602,ads_read,post,https://api.example.com/v5/pins',
    '1767225600,org_read,GET,/nowhere',
  ];
  const named = async (...args: Parameters<typeof readLines>) => {
    const { operation, names } = (await readLines(...args)).columns;
    return operation && [...operation].map((index) => names.operations![index]);
  };

  test('are kept if asked for, in the order of the trace', async () => {
    expect(await named(lines, { keepOperations: true })).toEqual([
      '',
      '',
      'POST /pins',
      'GET /pins/{pin_id}',
    ]);
  });

  test('take no memory if not asked for, or if no row tells one', async () => {
    const { columns } = await readLines(lines);
    expect(columns).not.toHaveProperty('operation');
    expect(columns.names).not.toHaveProperty('operations');
    const categories = await readLines([HEADER, at(0, 'a')], { keepOperations: true });
    expect(categories.columns).not.toHaveProperty('operation');
    expect(categories.columns.names).not.toHaveProperty('operations');
  });
});

describe('unmapped requests', () => {
  test('are kept, counted, and named by how often they come', async () => {
    const lines = [HEADER, at(0, 'a'), at(1, 'b', 'x'), at(2, 'c', 'y'), at(3, 'd', 'y')];
    const trace = await readLines(lines);
    expect(requestsOf(trace).map(({ category }) => category)).toEqual(['org_read', '', '', '']);
    expect(trace.unmapped).toEqual({
      requests: 3,
      names: [
        { name: 'y', requests: 2 },
        { name: 'x', requests: 1 },
      ],
    });
  });

  test('with names beyond ten thousand are counted together', async () => {
    const rows = Array.from({ length: 10_005 }, (_, i) => at(0, 'u', `c${i}`));
    const { unmapped } = await readLines([HEADER, at(0, 'u'), ...rows]);
    expect(unmapped.requests).toBe(10_005);
    expect(unmapped.names).toHaveLength(10_001);
    expect(unmapped.names[0]).toEqual({ name: '(others)', requests: 5 });
  });

  test('alone are an error, unless they are allowed', async () => {
    const lines = [HEADER, ...['q', 'r', 's', 't'].map((name) => at(0, 'u', name))];
    expect(await inputErrorOf(readLines(lines))).toBe(
      'a.csv: no request is mapped to a category of acme; found "q", "r", "s", …. Check --model and ' +
        '--map, or replay them under the universal limit alone: --allow-unmapped',
    );
    expect((await readLines(lines, { allowUnmapped: true })).unmapped.requests).toBe(4);
  });

  test('of hostile names are shown in an error without what a terminal would act upon', async () => {
    const lines = [HEADER, at(0, 'u', `\u001b[31m${'x'.repeat(10_000)}`)];
    const message = await inputErrorOf(readLines(lines));
    expect(message).toContain('found "\\u001b[31mxxx');
    expect(message.length).toBeLessThan(300);
  });
});

describe('a warning', () => {
  test('says that no row names a user, or that some do not', async () => {
    const noUser = ['timestamp,category', '2026-01-01T00:00:00Z,org_read'];
    const one = 'No row names a user: per-user limits are judged as if one user sent everything.';
    expect((await readLines(noUser)).warnings).toEqual([one]);
    const rows = [HEADER, '2026-01-01T00:00:00Z,org_read,', '2026-01-01T00:00:00Z,org_read,u'];
    expect((await readLines(rows)).warnings).toEqual([
      '1 row of 2 name no user: they are judged as those of one user, "default".',
    ]);
  });

  test('is not given where every row names a user and a zone', async () => {
    const rows = [HEADER, '2026-01-01T00:00:00Z,org_read,u'];
    expect((await readLines(rows)).warnings).toEqual([]);
  });
});

describe('rows that cannot be read', () => {
  const bad = [
    HEADER,
    'x,org_read,u',
    '1767225600,org_read',
    at(0, 'u'),
    '',
    ...Array<string>(5).fill('y,a,b'),
  ];

  test('end the reading, with the first five and a count of the rest', async () => {
    expect(await inputErrorOf(readLines(bad))).toBe(
      [
        'a.csv:2: no timestamp (ISO 8601, or a number since 1970): found "x"',
        'a.csv:3: wrong number of cells: 2 cells where the header has 3',
        'a.csv:6: no timestamp (ISO 8601, or a number since 1970): found "y"',
        'a.csv:7: no timestamp (ISO 8601, or a number since 1970): found "y"',
        'a.csv:8: no timestamp (ISO 8601, or a number since 1970): found "y"',
        '… and 2 more',
        'To leave such rows out and count them: --on-error skip',
      ].join('\n'),
    );
  });

  test('or are left out and counted by reason', async () => {
    const trace = await readLines(bad, { onError: 'skip' });
    expect(trace.columns.length).toBe(1);
    expect(trace.skipped.rows).toBe(7);
    expect(trace.skipped.reasons).toEqual({
      'no timestamp (ISO 8601, or a number since 1970)': 6,
      'wrong number of cells': 1,
    });
    expect(trace.skipped.examples).toHaveLength(5);
  });

  test('are an error if they are all there is', async () => {
    const rows = [HEADER, 'x,org_read,u', 'y,org_read,u'];
    expect(await inputErrorOf(readLines(rows, { onError: 'skip' }))).toBe(
      'a.csv: no requests; all 2 rows were skipped',
    );
  });

  test('name the file in which they stand', async () => {
    const files = {
      'a.csv': `${HEADER}\n${at(0, 'u')}\n`,
      'b.jsonl': '{"timestamp":1767225600,"category":"org_read"}\n{"timestamp":"x"}\n',
    };
    expect(await inputErrorOf(readFiles(files))).toMatch(/^b\.jsonl:2: no timestamp/);
  });
});

test.each([
  ['an empty file', ''],
  ['blank lines', '\n\n'],
  ['a header alone', `${HEADER}\n`],
])('a trace that is %s has no requests, which is an error', async (_, text) => {
  expect(await inputErrorOf(readFiles({ 'a.csv': text }))).toBe(
    'a.csv: no requests (an empty trace)',
  );
});
