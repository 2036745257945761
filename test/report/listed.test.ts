import { expect, test } from 'vitest';
import { listed, listedRanges } from '../../src/report/listed.js';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('names in a row: %j', (names, text) => {
  expect(listed(names)).toBe(text);
});

test('another conjunction', () => {
  expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c');
});

test.each([
  [[], ''],
  [[7], '7'],
  [[1, 2, 3, 4, 7, 9, 10], '1–4, 7, 9–10'],
])('numbers without a gap are drawn together: %j', (numbers, text) => {
  expect(listedRanges(numbers)).toBe(text);
});
