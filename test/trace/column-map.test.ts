import { describe, expect, test } from 'vitest';
import { parseColumnMap } from '../../src/trace/column-map.js';
import type { Trace } from '../../src/trace/trace.js';
import { inputErrorOf } from '../model/input-error-of.js';
import { inputErrorOf as readingErrorOf, readLines, readObjects, requestsOf } from './reading.js';

describe('a map of columns', () => {
  test('takes pairs with commas between, and several texts', () => {
    const map = parseColumnMap(['timestamp=ts, user = account id', 'category=constant:org_read']);
    expect([...map]).toEqual([
      ['timestamp', { column: 'ts' }],
      ['user', { column: 'account id' }],
      ['category', { constant: 'org_read' }],
    ]);
  });

  test('takes a column whose name holds an equals sign', () => {
    expect(parseColumnMap(['user=a=b']).get('user')).toEqual({ column: 'a=b' });
  });

  test.each([
    ['user', '--map: found "user", expected OUR_COLUMN=THEIR_COLUMN'],
    ['user=', '--map: found "user=", expected OUR_COLUMN=THEIR_COLUMN'],
    ['', '--map: found "", expected OUR_COLUMN=THEIR_COLUMN'],
    ['usr=x', '--map: "usr" is no column of a trace; did you mean "user"?'],
    [
      'sparkle=x',
      '--map: "sparkle" is no column of a trace; the columns are timestamp, category, method, path, ' +
        'endpoint, app, user, ad_account, token, is_test, cost, status, ratelimit_limit, ' +
        'ratelimit_remaining, ratelimit_reset',
    ],
  ])('%j is refused', (text, message) => {
    expect(inputErrorOf(() => parseColumnMap([text]))).toBe(message);
  });
});

describe('a mapped column', () => {
  test('is read in place of the one of our name', async () => {
    const lines = ['ts,user,who,category', '2026-01-01T00:00:00Z,ours,theirs,org_read'];
    const trace = await readLines(lines, { map: 'timestamp=ts,user=who' });
    expect(requestsOf(trace)).toMatchObject([{ timestamp: 1_767_225_600_000_000, user: 'theirs' }]);
  });

  test('may be a constant, which beats the cells of the file', async () => {
    const lines = ['timestamp,category,user', '2026-01-01T00:00:00Z,org_write,u'];
    const map = 'category=constant:org_read,user=constant:me,cost=constant:3';
    expect(requestsOf(await readLines(lines, { map }))).toMatchObject([
      { category: 'org_read', user: 'me', cost: 3 },
    ]);
  });

  test('that the file lacks is an error, with the nearest one that it has', async () => {
    const lines = ['timestamp,category,account', '2026-01-01T00:00:00Z,org_read,u'];
    expect(await readingErrorOf(readLines(lines, { map: 'user=acount' }))).toBe(
      'a.csv:1: no column "acount" (--map user=acount); found "timestamp", "category", "account"; ' +
        'did you mean "account"?',
    );
  });

  test('may be left out of some rows of JSON lines, the first one too', async () => {
    const objects = [
      { timestamp: 1767225600, category: 'org_read' },
      { timestamp: 1767225601, category: 'org_read', account: 'a' },
    ];
    expect(requestsOf(await readObjects(objects, { map: 'user=account' }))).toMatchObject([
      { user: 'default' },
      { user: 'a' },
    ]);
  });
});

describe('a cost that is a sum', () => {
  const map = 'cost=in+ out,category=constant:org_read,timestamp=ts';
  const lines = ['ts,in,out', '1767225600,5,7', '1767225601,,7', '1767225602,,'];
  const costs = (trace: Trace) => requestsOf(trace).map(({ cost }) => cost);

  test('adds the columns of each row; an empty cell adds nothing', async () => {
    expect(costs(await readLines(lines, { map }))).toEqual([12, 7, 1]);
    const objects = [
      { ts: 1767225600, in: 5, out: 7 },
      { ts: 1767225601, out: '7' },
    ];
    expect(costs(await readObjects(objects, { map }))).toEqual([12, 7]);
  });

  test('may add a column that stands elsewhere too, or twice', async () => {
    const twice = 'cost=in+in,user=in,category=constant:org_read,timestamp=ts';
    expect(requestsOf(await readLines(lines, { map: twice }))[0]).toMatchObject({
      cost: 10,
      user: '5',
    });
  });

  test('names a cell that is no whole number, and a column that is not there', async () => {
    const broken = ['ts,in,out', '1767225600,5,7.5'];
    expect(await readingErrorOf(readLines(broken, { map }))).toContain(
      'a.csv:2: cost is no whole number: found "7.5"',
    );
    const other = 'cost=in+ouz,category=constant:org_read,timestamp=ts';
    expect(await readingErrorOf(readLines(lines, { map: other }))).toContain(
      'no column "ouz" (--map cost=in+ouz); found "ts", "in", "out"; did you mean "out"?',
    );
    expect(inputErrorOf(() => parseColumnMap(['cost=in+']))).toBe(
      '--map: found "cost=in+", expected names of columns on both sides of each +',
    );
  });

  test('is no sum in another column, whose name may hold a plus sign', () => {
    expect(parseColumnMap(['user=a+b']).get('user')).toEqual({ column: 'a+b' });
  });
});
