import { describe, expect, test } from 'vitest';
import { createObjectTokenizer } from '../../../src/trace/json/object-tokenizer.js';
import { createCellTokenizer, DOUBT, type Tokenizer } from '../../../src/trace/bytes/tokenizer.js';

/** The cells of a line as text, and that the next line begins behind it; null for a doubtful line. */
function cut(tokenize: Tokenizer, width: number, line: string): string[] | null {
  const bytes = new TextEncoder().encode(`before\n${line}\nafter\n`);
  const cells = { bytes, starts: new Int32Array(width + 1), ends: new Int32Array(width + 1) };
  const next = tokenize(cells, 'before\n'.length);
  if (next === DOUBT) return null;
  expect(new TextDecoder().decode(bytes.subarray(next))).toBe('after\n');
  return Array.from({ length: width }, (_, i) =>
    new TextDecoder().decode(bytes.subarray(cells.starts[i], cells.ends[i])),
  );
}

describe('a line of CSV', () => {
  const tokenize = createCellTokenizer({ delimiter: ',', enclosures: ['""'], width: 3 });
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    [',,', ['', '', '']],
    [' a ,\tb b\t, c \r', ['a', 'b b', 'c']],
    ['"a","b,b"," c "\r', ['a', 'b,b', ' c ']],
    [' "a" ,"", ""', ['a', '', '']],
    ['"a""b","""c""",""""', ['a""b', '""c""', '""']],
    ['ä,日本,😀', ['ä', '日本', '😀']],
  ])('%j is cut', (line, cells) => {
    expect(cut(tokenize, 3, line)).toEqual(cells);
  });

  test.each([
    '',
    ' \t\r',
    '\u00a0',
    'a,b',
    'a,b,c,d',
    'a,b"c,d',
    'a,"b,c',
    '"a""',
    '"a""b,c,d',
    '"a"b,c,d',
  ])('%j is doubtful', (line) => {
    expect(cut(tokenize, 3, line)).toBeNull();
  });

  test('with tabs between has cells that may be empty', () => {
    const tabs = createCellTokenizer({ delimiter: '\t', enclosures: ['""'], width: 3 });
    expect(cut(tabs, 3, 'a\t\t "c\t" ')).toEqual(['a', '', 'c\t']);
    expect(cut(tabs, 3, '\t\t')).toBeNull();
  });
});

test('a line of an access log is cut at spaces outside quotes and brackets', () => {
  const tokenize = createCellTokenizer({ delimiter: ' ', enclosures: ['""', '[]'], width: 7 });
  const line = '10.0.0.1 - ana [02/Mar/2026:10:00:00 +0000] "GET /v5/pins HTTP/1.1" 200 17';
  expect(cut(tokenize, 7, line)).toEqual([
    '10.0.0.1',
    '-',
    'ana',
    '02/Mar/2026:10:00:00 +0000',
    'GET /v5/pins HTTP/1.1',
    '200',
    '17',
  ]);
});

describe('a line of JSON', () => {
  const tokenize = createObjectTokenizer(['a', 'b', 'ü']);
  const cutObject = (line: string): string[] | null => cut(tokenize, 3, line);

  test.each([
    ['{"a":"x","b":"y"}', ['x', 'y', '']],
    [' { "b" : "y" , "a" : "" }\r', ['', 'y', '']],
    ['{"ü":"日本","x":"z","a":null}', ['', '', '日本']],
    ['{"a":true,"b":false}', ['true', 'false', '']],
    [
      '{"a":0,"b":-12.50,"ü":123456789012345678901234567890}',
      ['0', '-12.50', '123456789012345678901234567890'],
    ],
    ['{"x":1,"y":"a","z":null}', ['', '', '']],
  ])('%s is cut', (line, cells) => {
    expect(cutObject(line)).toEqual(cells);
    expect(cutObject(line)).toEqual(cells);
  });

  test.each([
    '',
    '{}',
    '[1]',
    '{"a":"x"',
    '{"a":"x",}',
    '{"a":"x"}}',
    '{"a":"x"} y',
    '{"a" "x"}',
    '{a:1}',
    '{"a":"\\n"}',
    '{"\\u0061":1}',
    '{"a":"\t"}',
    '{"a":{}}',
    '{"a":[]}',
    '{"a":1,"a":2}',
    '{"a":null,"a":null}',
    '{"é":1}',
    '{"a":tru}',
    '{"a":nul1}',
    '{"a":-}',
    '{"a":-0}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":1.0}',
    '{"a":.5}',
    '{"a":1e3}',
    '{"a":+1}',
    '{"a":1x}',
  ])('%j is doubtful', (line) => {
    expect(cutObject(line)).toBeNull();
  });
});
