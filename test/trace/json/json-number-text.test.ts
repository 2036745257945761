import { describe, expect, test } from 'vitest';
import { jsonNumberText } from '../../../src/trace/json/json-number-text.js';

describe('the digits of a number in a JSON text', () => {
  test.each([
    ['{"t":1767650504123456789}', '1767650504123456789'],
    ['{"t" : -1.5e+3 }', '-1.5e+3'],
    ['{"s":"\\"t\\": 5","t":6}', '6'],
    ['{"s":"t","t":6}', '6'],
    ['{"o":{"t":5},"a":[{"t":4},"t"],"t":6}', '6'],
    ['{"x":true,"y":null,"t":6,"z":{"t":7}}', '6'],
    ['{"\\u0074":6}', '6'],
    ['{"t":5,"t":6}', '6'],
  ])('%s', (text, digits) => {
    expect(jsonNumberText(text, 't')).toBe(digits);
  });

  test.each(['{}', '{"t":"5"}', '{"t":{"t":5}}', '{"x":{"t":5}}', '{"t":5,"t":null}'])(
    'are absent in %s',
    (text) => {
      expect(jsonNumberText(text, 't')).toBeUndefined();
    },
  );
});
