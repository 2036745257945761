import { expect, test } from 'vitest';
import { largestStreams, largestWords, shareWords } from '../../src/report/streams.js';

test('the largest first, and their shares of all', () => {
  const streams = largestStreams({ few: [1, 9], many: [60, 30] });
  expect(streams).toEqual([
    { name: 'many', requests: 90, counts: [60, 30] },
    { name: 'few', requests: 10, counts: [1, 9] },
  ]);
  expect(largestWords(streams)).toBe('many: 90 of 100 requests (90%)');
  expect(shareWords(streams)).toBe('many 90%, few 10%');
});

test('more than eight: the rest are counted together, and stand last even where they are most', () => {
  const byName = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`s${String(i)}`, [1, 2]]),
  );
  const streams = largestStreams(byName);
  expect(streams).toHaveLength(9);
  expect(streams.at(-1)).toEqual({ name: '22 others', requests: 66, counts: [22, 44] });
  expect(largestWords(streams)).toBe('s0: 3 of 90 requests (3%)');
});

test('eight are all told apart', () => {
  const byName = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`s${String(i)}`, [1]]));
  expect(largestStreams(byName).map(({ name }) => name)).toEqual(Object.keys(byName));
});
