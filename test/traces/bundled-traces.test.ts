import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TRACES } from '../../traces/make-traces.js';

const FOLDER = new URL('../../traces/', import.meta.url);
const DAY = 86_400_000;

function readText(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

/** The rows of a CSV file without quotes, by column name. */
function readRows(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readText(name).trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

function countBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}

function distinct(rows: readonly Record<string, string>[], column: string): string[] {
  return [...new Set(rows.map((row) => row[column] ?? ''))].sort();
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

test('every trace in the folder has a generator', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));
  expect(files.sort()).toEqual(Object.keys(TRACES).sort());
});

describe.each(Object.entries(TRACES))('%s', (name, make) => {
  test('is what its generator makes, byte for byte', () => {
    expect(make() === readText(name)).toBe(true);
  });

  test('has a size under 1 MB, and that size and its row count stand in the README', () => {
    const bytes = Buffer.byteLength(readText(name));
    const rows = readRows(name).length;
    const [rowCount, byteCount] = [rows, bytes].map((count) => count.toLocaleString('en-US'));
    expect(bytes).toBeLessThan(1_000_000);
    expect(readText('README.md')).toContain(`${rowCount!} rows, ${byteCount!} bytes`);
  });
});

describe('ads-agency-week.csv', () => {
  const rows = readRows('ads-agency-week.csv');
  const times = rows.map((row) => Date.parse(row.timestamp!));
  const events = rows.filter((row) => /\/events(\?|$)/.test(row.path!));
  const isTest = (row: Record<string, string>) =>
    row.is_test === 'true' || row.path!.endsWith('?test=true');
  const isUnlimited = (row: Record<string, string>) => row.token === 'conversion' && !isTest(row);

  test('covers seven whole UTC days from a Monday, in order of time', () => {
    const monday = Date.UTC(2026, 2, 2);
    const days = [0, 1, 2, 3, 4, 5, 6].map((index) => dayOf(monday + index * DAY));
    expect([...countBy(times, dayOf).keys()]).toEqual(days);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]! - monday).toBeLessThan(60_000);
    expect(monday + 7 * DAY - times.at(-1)!).toBeLessThan(600_000);
  });

  test('has one app, 8 users and 12 ad accounts', () => {
    const accounts = rows.flatMap((row) => /\/ad_accounts\/\d{12}\b/.exec(row.path!) ?? []);
    expect(distinct(rows, 'app')).toEqual(['adhub']);
    expect(distinct(rows, 'user')).toHaveLength(8);
    expect(new Set(accounts).size).toBe(12);
  });

  test.each([
    ['ads_analytics', 'POST', /^\/v5\/ad_accounts\/\d+\/reports$/],
    ['ads_conversions', 'POST', /^\/v5\/ad_accounts\/\d+\/events$/],
    ['ads_read', 'GET', /^\/v5\/ad_accounts\/\d+\/campaigns\?/],
    ['ads_write', 'PATCH', /^\/v5\/ad_accounts\/\d+\/campaigns$/],
    ['advanced_auction_read', 'POST', /^\/v5\/advanced_auction\/items\/get$/],
    ['advanced_auction_write', 'POST', /^\/v5\/advanced_auction\/items\/submit$/],
    ['catalogs_read', 'GET', /^\/v5\/catalogs\/items\/batch\/\d+$/],
    ['catalogs_write', 'POST', /^\/v5\/catalogs\/items\/batch$/],
    ['org_analytics', 'GET', /^\/v5\/pins\/\d+\/analytics$/],
    ['org_read', 'GET', /^\/v5\/boards\/\d+\/pins$/],
    ['org_write', 'POST', /^\/v5\/pins$/],
    ['trends_read', 'GET', /^\/v5\/trends\/topics\/featured$/],
  ])('has requests of %s: %s %s', (_category, method, path) => {
    expect(rows.some((row) => row.method === method && path.test(row.path!))).toBe(true);
  });

  test('has conversions with both tokens, and test events marked in either way', () => {
    expect(distinct(events, 'token')).toEqual(['conversion', 'oauth']);
    expect(events.filter((row) => row.is_test === 'true')).toHaveLength(112);
    expect(events.filter((row) => row.path!.endsWith('?test=true'))).toHaveLength(56);
    expect(events.filter((row) => !isTest(row))).toHaveLength(2171);
    expect(events.filter(isUnlimited)).toHaveLength(1425);
  });

  test('passes 1,000 limited requests on each weekday and on no day of the weekend', () => {
    const limited = rows.filter((row) => !isUnlimited(row));
    const totals = countBy(limited, (row) => row.timestamp!.slice(0, 10));
    expect([...totals.values()]).toEqual([1358, 1345, 1415, 1360, 1352, 635, 639]);
  });

  test('brings one user to 56 pin figures in a minute, close to a limit of 60', () => {
    const figures = rows.filter((row) =>
      /^\/v5\/(pins\/\d+|user_account)\/analytics/.test(row.path!),
    );
    const minutes = countBy(figures, (row) => `${row.user!} ${row.timestamp!.slice(0, 16)}`);
    expect(Math.max(...minutes.values())).toBe(56);
  });

  test('has at most 9 requests of a user in a second', () => {
    const seconds = countBy(rows, (row) => `${row.user!} ${row.timestamp!.slice(0, 19)}`);
    expect(Math.max(...seconds.values())).toBe(9);
  });
});

describe('indie-planner-week.csv', () => {
  const rows = readRows('indie-planner-week.csv');
  const day = (row: Record<string, string>) => dayOf(Number(row.timestamp));

  test('has seven days of 4 users, each request with its category', () => {
    expect(countBy(rows, day).size).toBe(7);
    expect(distinct(rows, 'user')).toHaveLength(4);
    expect(distinct(rows, 'category')).toEqual([
      'ads_analytics',
      'ads_read',
      'ads_write',
      'org_analytics',
      'org_read',
      'org_write',
      'trends_read',
    ]);
  });

  test('stays far below the daily limits of trial access', () => {
    const writes = rows.filter((row) => row.category === 'org_write');
    expect(Math.max(...countBy(rows, day).values())).toBe(259);
    expect(Math.max(...countBy(writes, day).values())).toBe(70);
  });
});
