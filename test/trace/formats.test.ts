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
    ['by its ending before those of compression and rotation', 'a.csv.gz', '{"a":1}', 'csv'],
    ['by its ending before those of compression and rotation', 'a.jsonl.1.ZST', 'a,b', 'jsonl'],
    ['by its ending before those of compression and rotation', 'a.csv-20260302.gz', '', 'csv'],
    ['by its content behind an ending that tells nothing', 'a.log.1.gz', '{"a":1}', 'jsonl'],
    ['by its ending', 'a.har', '', 'har'],
    ['by its content', 'a.json', '{"log":{"version":"1.2","entries":[]}}', 'har'],
    ['by its content', 'a.json', '{\n "log" : {\n "pages": []', 'har'],
    ['by its content', 'a.txt', '{"log": {"_recordingName": "x", "creator": {}', 'har'],
    ['by its content', 'a.json', '{"log":{"level":"info"},"a":1}', 'jsonl'],
    ['by its content', 'a.json', '{"log":{"_id":"7"},"a":1}', 'jsonl'],
    ['by its content', 'a.yml', '---\nhttp_interactions:\n- request:\n', 'cassette'],
    ['by its content', 'a.yaml', 'interactions:\n- request:\n', 'cassette'],
    ['by its content', 'a.json', '{"version": 1, "interactions": [{"request":', 'cassette'],
    ['by its content', 'a.json', '{"a":1,"interactions":[1,2]}', 'jsonl'],
    ['by its content', 'a.json', '[\n  {\n    "scope": "https://a.com:443",', 'cassette'],
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
