import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/trace/formats.js';

describe('the format of a file is told', () => {
  test.each([
    ['by its ending', 'a.csv', '', 'csv'],
    ['by its ending, in any case', 'A.CSV', '', 'csv'],
    ['by its ending', 'a.tsv', '', 'csv'],
    ['by its ending', 'a.jsonl', '', 'jsonl'],
    ['by its ending', 'a.ndjson', '', 'jsonl'],
    ['by its ending before its content', 'a.csv', '{"a":1}', 'csv'],
    ['by its content', 'a.log', '{"a":1}\n', 'jsonl'],
    ['by its content', 'a.log', '\n  {"a":1}\n', 'jsonl'],
    ['by its content', 'standard input', 'a;b\n', 'csv'],
    ['by its content', 'standard input', '\n\na\tb\n', 'csv'],
  ])('%s: %s, %j', (_, name, head, format) => {
    expect(detectFormat(name, head)?.name).toBe(format);
  });

  test.each(['', 'one column\n1,2\n', '[{"a":1,"b":2}]', '<a x="1">'])(
    'by nothing in %j',
    (head) => {
      expect(detectFormat('a.txt', head)).toBeUndefined();
    },
  );
});
