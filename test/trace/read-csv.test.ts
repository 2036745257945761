import { describe, expect, test } from 'vitest';
import { detectDelimiter, readCsv } from '../../src/trace/read-csv.js';
import { toldBy } from './reading.js';

const told = (text: string, size?: number): Promise<string[]> =>
  toldBy(readCsv, text, ['a', 'b'], size);

describe('the delimiter is told by the header', () => {
  test.each([
    ['a,b', ','],
    ['a;b', ';'],
    ['a\tb', '\t'],
    ['a|b', '|'],
    ['a', ','],
    ['"a;x;y",b', ','],
    ['a,b;c;d', ';'],
  ])('%j', (header, delimiter) => {
    expect(detectDelimiter(header)).toBe(delimiter);
  });
});

describe('CSV', () => {
  test('hands on the wanted columns, whatever their order', async () => {
    expect(await told('b,x,a\n1,2,3\n')).toEqual(['HEADER 1 ["b","x","a"]', 'ROW 2 ["3","1"]']);
  });

  test('hands on nothing for a column that it lacks or that nobody wants', async () => {
    expect(await toldBy(readCsv, 'a\n1\n', ['a', 'b', undefined])).toEqual([
      'HEADER 1 ["a"]',
      'ROW 2 ["1",null,null]',
    ]);
  });

  test.each([
    ['no line end at its end', 'a,b\n1,2'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['bars', 'a|b\n1|2\n'],
    ['spaces around cells', ' a , b\n1 , 2\n'],
    ['quotes around everything', '"a","b"\n"1","2"\n'],
  ])('may have %s', async (_, text) => {
    expect(await told(text)).toEqual(['HEADER 1 ["a","b"]', 'ROW 2 ["1","2"]']);
  });

  test('may have blank lines anywhere, which count as lines', async () => {
    expect(await told('\n\na;b\n\n1;2\n  \n3;4\n\n')).toEqual([
      'HEADER 3 ["a","b"]',
      'ROW 5 ["1","2"]',
      'ROW 7 ["3","4"]',
    ]);
  });

  test('names a row by the line on which it begins, also behind cells of several lines', async () => {
    expect(await told('"a\nx",b\n1,"2\n\n3"\n4,5\n6\n')).toEqual([
      'HEADER 1 ["a\\nx","b"]',
      'ROW 3 [null,"2\\n\\n3"]',
      'ROW 6 [null,"5"]',
      'BAD 7 wrong number of cells: 1 cells where the header has 2',
    ]);
  });

  test('reads non-ASCII text', async () => {
    expect(await told('a,b\nÅsa,日本 😀\n')).toEqual([
      'HEADER 1 ["a","b"]',
      'ROW 2 ["Åsa","日本 😀"]',
    ]);
  });

  test('counts a row of too few or too many cells as bad', async () => {
    expect(await told('a,b\n1\n1,2,3\n1,2\n')).toEqual([
      'HEADER 1 ["a","b"]',
      'BAD 2 wrong number of cells: 1 cells where the header has 2',
      'BAD 3 wrong number of cells: 3 cells where the header has 2',
      'ROW 4 ["1","2"]',
    ]);
  });

  test('of nothing, or of a header alone, has no rows', async () => {
    expect(await told('')).toEqual([]);
    expect(await told('\n \n')).toEqual([]);
    expect(await told('a,b\n')).toEqual(['HEADER 1 ["a","b"]']);
  });
});

describe('broken quotes', () => {
  test('cost the row that has them, and no other', async () => {
    expect(await told('a,b\n1,x"y\n2,"x"y\n3,z\n')).toEqual([
      'HEADER 1 ["a","b"]',
      'BAD 2 broken quotes: a quote inside a cell that does not begin with one, in cell 2',
      'BAD 3 broken quotes: text behind the closing quote in cell 2',
      'ROW 4 ["3","z"]',
    ]);
  });

  test('that never close cost their line alone', async () => {
    expect(await told('a,b\n1,"x\n2,y\n\n3,z\n')).toEqual([
      'HEADER 1 ["a","b"]',
      'BAD 2 broken quotes: a quote that is not closed',
      'ROW 3 ["2","y"]',
      'ROW 5 ["3","z"]',
    ]);
  });

  test('do not swallow the rows up to the next quote', async () => {
    expect(await told('a,b\n1,"x\n2,y\n3,"z"\n4,"v"\n')).toEqual([
      'HEADER 1 ["a","b"]',
      'BAD 2 broken quotes: a quote that is not closed',
      'ROW 3 ["2","y"]',
      'ROW 4 ["3","z"]',
      'ROW 5 ["4","v"]',
    ]);
  });

  test('are found where a quote further down would close them within a cell', async () => {
    expect(await told('a,b\n1,"x\n2,y\n3,v"w\n4,z\n')).toEqual([
      'HEADER 1 ["a","b"]',
      'BAD 2 broken quotes: text behind the closing quote in cell 2',
      'ROW 3 ["2","y"]',
      'BAD 4 broken quotes: a quote inside a cell that does not begin with one, in cell 2',
      'ROW 5 ["4","z"]',
    ]);
  });

  test('of a cell over a thousand lines are taken to be unclosed', async () => {
    const lines = (count: number): string => 'x,y\n'.repeat(count);
    const [, first, second] = await told(`a,b\n1,"\n${lines(999)}"\n`);
    expect(first).toMatch(/^ROW 2 /);
    expect(second).toBeUndefined();
    const [, bad, ...rows] = await told(`a,b\n1,"\n${lines(1500)}`);
    expect(bad).toBe('BAD 2 broken quotes: a quote that is not closed');
    expect(rows).toHaveLength(1500);
    expect(rows.at(-1)).toBe('ROW 1502 ["x","y"]');
  });
});

test('chunks may end anywhere: within a character, a line end, a quote', async () => {
  const text = '\uFEFFa,b\r\n"ä ""1"""," 2\r\n€"\r\n\r\n3,"x"y\r\n4\r\n5,"😀,"\n6,"open\n7,8\n';
  const whole = await told(text);
  expect(whole).toEqual([
    'HEADER 1 ["a","b"]',
    'ROW 2 ["ä \\"1\\""," 2\\n€"]',
    'BAD 5 broken quotes: text behind the closing quote in cell 2',
    'BAD 6 wrong number of cells: 1 cells where the header has 2',
    'ROW 7 ["5","😀,"]',
    'BAD 8 broken quotes: a quote that is not closed',
    'ROW 9 ["7","8"]',
  ]);
  const size = new TextEncoder().encode(text).length;
  for (let chunk = 1; chunk < size; chunk++) expect(await told(text, chunk)).toEqual(whole);
});

test('a cell may be 5 MB long', async () => {
  const long = 'x'.repeat(5_000_000);
  const [, plain, quoted] = await told(`a,b\n1,${long}\n2,"${long}"\n`);
  expect(plain).toBe(`ROW 2 ["1","${long}"]`);
  expect(quoted).toBe(`ROW 3 ["2","${long}"]`);
});
