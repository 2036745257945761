import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecords } from '../../src/trace/parse-records.js';

describe('a record', () => {
  test.each([
    ['plain cells', 'a,b,c', ['a', 'b', 'c']],
    ['empty cells', ',,', ['', '', '']],
    ['one cell', 'a', ['a']],
    ['quoted cells', '"a","b"', ['a', 'b']],
    ['an empty quoted cell', '"",b', ['', 'b']],
    ['an empty cell at its end, behind a quoted one', '"a",', ['a', '']],
    ['a delimiter in quotes', '"a,b",c', ['a,b', 'c']],
    ['a line end in quotes', '"a\nb",c', ['a\nb', 'c']],
    ['doubled quotes', '"say ""hi""",c', ['say "hi"', 'c']],
    ['a cell of one quote', '"""",c', ['"', 'c']],
    ['spaces around cells, which are cut', ' a ,\tb\t, "c" ', ['a', 'b', 'c']],
    ['spaces in quotes, which are kept', '" a ",b', [' a ', 'b']],
  ])('may have %s', (_, text, cells) => {
    expect(parseRecords([text], ',')).toEqual([{ cells }]);
  });

  test('with tabs between has cells that may be empty or quoted', () => {
    expect(parseRecords(['"a"\t\t"b\tc"\t'], '\t')).toEqual([{ cells: ['a', '', 'b\tc', ''] }]);
  });

  test.each([
    ['"a"b,c', 'text behind the closing quote in cell 1'],
    ['a,"b" c', 'text behind the closing quote in cell 2'],
    ['a,b"c', 'a quote inside a cell that does not begin with one, in cell 2'],
    ['a"b","c', 'a quote inside a cell that does not begin with one, in cell 1'],
  ])('%s has broken quotes', (text, broken) => {
    expect(parseRecords([text], ',')).toEqual([{ broken }]);
  });

  test('that is broken leaves the others whole', () => {
    expect(parseRecords(['"a",b', 'c"d', '"e\nf",g'], ',')).toEqual([
      { cells: ['a', 'b'] },
      { broken: 'a quote inside a cell that does not begin with one, in cell 1' },
      { cells: ['e\nf', 'g'] },
    ]);
  });

  test('made by quoting any cells splits into those cells', () => {
    const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t', '|'),
        (cells, delimiter) => {
          expect(parseRecords([cells.map(quote).join(delimiter)], delimiter)).toEqual([{ cells }]);
        },
      ),
      { seed: 1 },
    );
  });
});
