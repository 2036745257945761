import { describe, expect, test } from 'vitest';
import { inputErrorOf, readLines, requestsOf } from './reading.js';

/** The error that a file of this header ends in. */
const errorOf = (header: string, map?: string): Promise<string> =>
  inputErrorOf(readLines([header], map === undefined ? {} : { map }));

describe('a header', () => {
  test('without a timestamp is refused, with the column that is meant', async () => {
    expect(await errorOf('Timestamp,category')).toBe(
      'a.csv:1: no column "timestamp"; found "Timestamp", "category". Say which it is: --map timestamp=Timestamp',
    );
    expect(await errorOf('when,category')).toBe(
      'a.csv:1: no column "timestamp"; found "when", "category". Say which it is: --map timestamp=THEIR_COLUMN',
    );
  });

  test('without a category, and nothing to tell it from, is refused', async () => {
    expect(await errorOf('timestamp,method,user')).toBe(
      'a.csv:1: no column "category", and no "method" and "path" (or "endpoint") to tell it from; found ' +
        '"timestamp", "method", "user". Say which they are (--map method=THEIRS,path=THEIRS), or give ' +
        'every request one category (--map category=constant:NAME)',
    );
  });

  test('names the line on which it stands', async () => {
    const text = ['', '', 'when,category'];
    expect(await inputErrorOf(readLines(text))).toMatch(/^a\.csv:3: no column "timestamp"/);
  });

  test('with one of our columns twice is refused, since either could be meant', async () => {
    expect(await errorOf('timestamp,user,category,user')).toBe(
      'a.csv:1: the column "user" stands twice; rename one of the two',
    );
    expect(await errorOf('timestamp,id,category,id', 'user=id')).toBe(
      'a.csv:1: the column "id" stands twice; rename one of the two',
    );
  });

  test('may have a foreign column twice, and one of ours that is mapped elsewhere', async () => {
    const rows = ['timestamp,x,category,x,user,who,user', '1767225600,1,org_read,2,3,4,5'];
    expect(requestsOf(await readLines(rows, { map: 'user=who' }))).toMatchObject([{ user: '4' }]);
  });

  test('of hostile names is shown without what a terminal would act upon, and cut', async () => {
    const message = await errorOf(`"\u001b[31mred",${'x'.repeat(5_000_000)}`);
    expect(message).toContain('found "\\u001b[31mred", "xxxx');
    expect(message.length).toBeLessThan(300);
  });

  test('of very many columns is shown by the first twenty', async () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `c${i}`);
    const message = await errorOf(names.join(','));
    expect(message).toContain('"c18", "c19" and 49980 more. Say which it is');
  });
});
