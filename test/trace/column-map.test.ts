import { describe, expect, test } from 'vitest';
import { parseColumnMap } from '../../src/trace/column-map.js';
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
