import { describe, expect, test } from 'vitest';
import { readJsonl } from '../../src/trace/read-jsonl.js';
import { toldBy } from './reading.js';

const told = (text: string, size?: number): Promise<string[]> =>
  toldBy(readJsonl, text, ['a', 'b'], size);

/** The cell that a JSON value becomes. */
async function cellOf(json: string): Promise<unknown> {
  const row = (await told(`{"a":${json}}\n`))[1]!;
  return (JSON.parse(row.slice('ROW 1 '.length)) as unknown[])[0];
}

describe('a value becomes a cell', () => {
  test.each([
    ['"x"', 'x'],
    ['""', ''],
    ['"\\u00e4\\n"', 'ä\n'],
    ['true', 'true'],
    ['false', 'false'],
    ['null', null],
    ['12', '12'],
    ['-0', '0'],
    ['1.0', '1'],
    ['1e3', '1000'],
    ['1.5', '1.5'],
    ['[1,2]', '[1,2]'],
    ['{"x":1}', '{"x":1}'],
  ])('%s', async (json, expected) => {
    expect(await cellOf(json)).toBe(expected);
  });

  test.each(['1767650504123456789', '1767650504.1234567', '1767650504.9999999', '1e99'])(
    '%s with every digit that stands there',
    async (json) => {
      expect(await cellOf(json)).toBe(json);
    },
  );

  test('of a key of the same name further in, nothing is taken', async () => {
    const text = '{"x":{"a":1.5},"a":1767650504123456789}\n';
    expect((await told(text))[1]).toBe('ROW 1 ["1767650504123456789",null]');
  });
});

describe('JSON lines', () => {
  test('name every key of the first rows as a column, since a row may leave one out', async () => {
    expect(await told('{"a":1}\n{"b":2,"x":3}\n')).toEqual([
      'HEADER 1 ["a","b","x"]',
      'ROW 1 ["1",null]',
      'ROW 2 [null,"2"]',
    ]);
  });

  test('of more than a thousand rows are all handed on, in order', async () => {
    const text = Array.from({ length: 2500 }, (_, i) => `{"a":${i}}\n`).join('');
    const [header, ...rows] = await told(text);
    expect(header).toBe('HEADER 1 ["a"]');
    expect(rows).toEqual(Array.from({ length: 2500 }, (_, i) => `ROW ${i + 1} ["${i}",null]`));
  });

  test('may be blank, which counts as a line', async () => {
    expect(await told('\n{"a":1}\r\n \n\n{"a":2}')).toEqual([
      'HEADER 2 ["a"]',
      'ROW 2 ["1",null]',
      'ROW 5 ["2",null]',
    ]);
  });

  test('that are no objects are bad, each at its line', async () => {
    expect(await told('{"a":\n[1]\n"x"\nnull\n7\n{"a":1}\n')).toEqual([
      'HEADER 6 ["a"]',
      'BAD 1 not a JSON object: found "{\\"a\\":"',
      'BAD 2 not a JSON object: found "[1]"',
      'BAD 3 not a JSON object: found "\\"x\\""',
      'BAD 4 not a JSON object: found "null"',
      'BAD 5 not a JSON object: found "7"',
      'ROW 6 ["1",null]',
    ]);
  });

  test('that are all bad have no header', async () => {
    expect(await told('x\n')).toEqual(['BAD 1 not a JSON object: found "x"']);
    expect(await told('')).toEqual([]);
  });

  test('with a hostile key are read as any other', async () => {
    const text = '{"__proto__":{"a":"1"},"constructor":"c","b":"2"}\n';
    expect(await toldBy(readJsonl, text, ['a', 'b', 'toString', '__proto__'])).toEqual([
      'HEADER 1 ["__proto__","__proto__.a","constructor","b"]',
      'ROW 1 [null,"2",null,"{\\"a\\":\\"1\\"}"]',
    ]);
  });

  test('nested a hundred thousand deep are refused, and those behind them read', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const [, bad, row] = await told(`{"a":${deep}}\n{"a":1}\n`);
    expect(bad).toMatch(/^BAD 1 not a JSON object: found "\{\\"a\\":\[\[\[/);
    expect(bad!.length).toBeLessThan(150);
    expect(row).toBe('ROW 2 ["1",null]');
  });

  test('of 5 MB are read', async () => {
    const long = 'x'.repeat(5_000_000);
    expect((await told(`{"a":"${long}"}\n`, 1 << 16))[1]).toBe(`ROW 1 ["${long}",null]`);
  });

  test('may reach over chunks that end anywhere, within a character too', async () => {
    const text = '\uFEFF{"a":"ä€😀"}\r\n\r\nbad é\n{"b":"日本"}';
    const whole = await told(text);
    expect(whole).toEqual([
      'HEADER 1 ["a","b"]',
      'ROW 1 ["ä€😀",null]',
      'BAD 3 not a JSON object: found "bad é"',
      'ROW 4 [null,"日本"]',
    ]);
    const size = new TextEncoder().encode(text).length;
    for (let chunk = 1; chunk < size; chunk++) expect(await told(text, chunk)).toEqual(whole);
  });
});
