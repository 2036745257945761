import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatBound,
  formatCount,
  formatFactor,
  formatNumberOf,
  formatPercent,
  formatPeriod,
  formatRatio,
  formatShare,
  formatSpan,
  formatTime,
} from '../../src/report/format-number.js';

test('counts are grouped', () => {
  expect([0, 999, 1000, 12_345, 1_234_567, 0.125].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '12,345',
    '1,234,567',
    '0.125',
  ]);
});

test.each([
  [0, 812, '0%'],
  [1, 3, '33%'],
  [345, 2500, '13.8%'],
  [275, 2500, '11.0%'],
  [50, 2500, '2.0%'],
  [1234, 50_000, '2.47%'],
  [25_000, 50_000, '50.00%'],
  [12_345, 1_000_000, '1.235%'],
  [1, 812, '<1%'],
  [811, 812, '>99%'],
  [1, 9000, '<0.1%'],
  [812, 812, '100%'],
  [0, 0, ''],
])('%i of %i is the share "%s": as many decimals as the whole supports', (part, whole, text) => {
  expect(formatShare(part, whole)).toBe(text);
});

test('a share is written as 0% or 100% only when it is', () => {
  const whole = fc.integer({ min: 1, max: 1e9 });
  const partOfWhole = whole.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(partOfWhole, ([part, n]) => {
      const text = formatShare(part, n);
      expect(text === '0%').toBe(part === 0);
      expect(text === '100%').toBe(part === n);
    }),
    { seed: 7 },
  );
});

test('a ratio beyond 1 is a percentage too', () => {
  expect(formatPercent(4.084)).toBe('408%');
  expect(formatPercent(0.004)).toBe('<1%');
});

test.each([
  [0, '0 ms'],
  [350, '350 ms'],
  [4250, '4.25 s'],
  [60_000, '1 min'],
  [90_000, '1 min 30 s'],
  [3_420_000, '57 min'],
  [59_400, '59.4 s'],
  [59_999, '59.99 s'],
  [3_599_999, '59 min 59 s'],
  [86_400_000, '1 d'],
  [86_399_999, '23 h 59 min'],
  [7 * 86_400_000 - 420_000, '6 d 23 h'],
])('%i ms are "%s"', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

test('a window comes round in words', () => {
  expect([1000, 60_000, 3_600_000, 86_400_000, 600_000].map(formatPeriod)).toEqual([
    'a second',
    'a minute',
    'an hour',
    'a day',
    'every 10 min',
  ]);
});

test('a time says that it is UTC', () => {
  expect(formatTime('2026-01-05T22:01:44.415000Z')).toBe('2026-01-05 22:01:44 UTC');
});

test('one is singular', () => {
  expect([formatNumberOf(1, 'request'), formatNumberOf(2000, 'request')]).toEqual([
    '1 request',
    '2,000 requests',
  ]);
});

test.each([
  [0, '0 ms'],
  [350.5, '350.5 ms'],
  [2664.788, '2.67 s'],
  [59_999, '1 min'],
  [30_659_001, '8 h 31 min'],
  [165_548_994, '1 d 22 h'],
  [86_400_000, '1 d'],
])('%i ms are no longer than "%s"', (ms, text) => {
  expect(formatBound(ms)).toBe(text);
});

test.each([
  [1, '1'],
  [1.7683, '1.77'],
  [1.0021, '<1.01'],
  [0.9999, '>0.99'],
  [12, '12'],
])('the ratio %d is "%s": 1 is written only where it is exact', (ratio, text) => {
  expect(formatRatio(ratio)).toBe(text);
});

test.each([
  [1.4399, '1.43', '1.44'],
  [1.15, '1.15', '1.15'],
  [38.21, '38.2', '38.3'],
  [1234, '1,230', '1,240'],
  [0.0987, '0.0987', '0.0987'],
  [99.99, '99.9', '100'],
  [0, '0', '0'],
])('a factor to three figures, down and up: %d', (factor, down, up) => {
  expect(formatFactor(factor)).toBe(down);
  expect(formatFactor(factor, 'up')).toBe(up);
});
