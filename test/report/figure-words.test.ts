import { expect, test } from 'vitest';
import { changedFigures, formatFigure, intervalWords } from '../../src/report/figure-words.js';
import { dropTotals } from './sample-result.js';

test.each([
  [0.0101, 'share', '1.01%'],
  [55_250.4, 'ms', '55.25 s'],
  [1.4399, 'factor', '1.43×'],
  [225.25, 'count', '225.3'],
  [-0.677, 'share', '−67.70%'],
  [null, 'ms', '–'],
] as const)('%s as %s', (value, unit, text) => {
  expect(formatFigure(value, unit)).toBe(text);
});

test('an interval without bounds is a dash', () => {
  expect(intervalWords({ estimate: 1, low: null, high: null }, 'count')).toBe('–');
});

test('only what a change changes is told', () => {
  const before = { ok: false, totals: dropTotals(1000, 30), delayP99Ms: 0 };
  const after = { ok: true, totals: dropTotals(1000, 0), delayP99Ms: 0 };
  expect(changedFigures(before, after)).toEqual([
    { name: 'objective', before: 'missed', after: 'met' },
    { name: 'throttled', before: '30 (3.0%)', after: '0' },
    { name: 'dropped', before: '30 (3.0%)', after: '0' },
  ]);
  expect(changedFigures(before, before)).toEqual([]);
});
