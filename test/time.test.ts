import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDuration,
  formatTimestamp,
  guessTimeUnit,
  isNumericTimestamp,
  parseDuration,
  parseIsoTimestamp,
  parseNumericTimestamp,
} from '../src/time.js';

/** 2026-01-05T22:01:44Z in microseconds. */
const EVENING = 1_767_650_504_000_000;

describe('an ISO timestamp', () => {
  test.each([
    ['2026-01-05T22:01:44Z', EVENING],
    ['2026-01-05 22:01:44Z', EVENING],
    ['2026-01-05t22:01:44z', EVENING],
    ['2026-01-05T22:01:44 Z', EVENING],
    ['2026-01-05T22:01Z', EVENING - 44_000_000],
    ['2026-01-05T22:01:44+00:00', EVENING],
    ['2026-01-05T23:01:44+01:00', EVENING],
    ['2026-01-06T03:31:44+0530', EVENING],
    ['2026-01-05T20:01:44-02', EVENING],
    ['2026-01-05 12:01:44.25 -10:00', EVENING + 250_000],
    ['2026-01-05T22:01:44.5Z', EVENING + 500_000],
    ['2026-01-05T22:01:44,5Z', EVENING + 500_000],
    ['2026-01-05T22:01:44.415826Z', EVENING + 415_826],
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59.999999Z', -1],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000_000],
    ['2000-02-29T00:00:00Z', 951_782_400_000_000],
  ])('%s is read to the microsecond', (text, us) => {
    expect(parseIsoTimestamp(text)).toEqual({ us, zoned: true });
  });

  test.each(['2026-01-05T22:01:44', '2026-01-05 22:01:44', '2026-01-05T22:01:44.000000'])(
    '%s names no zone and is read as UTC',
    (text) => {
      expect(parseIsoTimestamp(text)).toEqual({ us: EVENING, zoned: false });
    },
  );

  test('may be a day alone, which begins at midnight UTC', () => {
    const midnight = { us: 1_767_571_200_000_000, zoned: false };
    expect(parseIsoTimestamp('2026-01-05')).toEqual(midnight);
  });

  test.each(['2026-01-05T22:01:44.4158269Z', '2026-01-05T22:01:44.415826999999999Z'])(
    '%s loses its digits below a microsecond, without rounding',
    (text) => {
      expect(parseIsoTimestamp(text)?.us).toBe(EVENING + 415_826);
    },
  );

  test.each([
    ['month 13', '2026-13-01T00:00:00Z'],
    ['month 0', '2026-00-01T00:00:00Z'],
    ['day 0', '2026-01-00T00:00:00Z'],
    ['the 30th of February', '2026-02-30T00:00:00Z'],
    ['the 29th of February of a common year', '2025-02-29T00:00:00Z'],
    ['the 29th of February of a common century', '2100-02-29T00:00:00Z'],
    ['the 31st of April', '2026-04-31T00:00:00Z'],
    ['hour 24', '2026-01-05T24:00:00Z'],
    ['minute 60', '2026-01-05T22:60:00Z'],
    ['a leap second', '2026-06-30T23:59:60Z'],
    ['an offset of 24 hours', '2026-01-05T22:01:44+24:00'],
    ['an offset of 60 minutes', '2026-01-05T22:01:44+01:60'],
    ['an hour without minutes', '2026-01-05T22Z'],
    ['a year of two digits', '26-01-05T22:01:44Z'],
    ['a zone by name', '2026-01-05T22:01:44 CET'],
    ['slashes', '2026/01/05 22:01:44'],
    ['a point with no digits', '2026-01-05T22:01:44.Z'],
    ['text around it', ' 2026-01-05T22:01:44Z'],
    ['a year beyond what a float64 holds', '2300-01-01T00:00:00Z'],
    ['nothing', ''],
  ])('is refused for %s', (_, text) => {
    expect(parseIsoTimestamp(text)).toBeNull();
  });

  test('agrees with the calendar of the platform', () => {
    const milliseconds = fc.integer({ min: -6e12, max: 9e12 });
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const text = new Date(ms).toISOString();
        expect(parseIsoTimestamp(text)).toEqual({ us: ms * 1000, zoned: true });
      }),
      { seed: 1 },
    );
  });
});

describe('a numeric timestamp', () => {
  test.each([
    ['1767650504', 's'],
    ['99999999999', 's'],
    ['100000000000', 'ms'],
    ['1767650504000', 'ms'],
    ['99999999999999', 'ms'],
    ['100000000000000', 'us'],
    ['1767650504000000', 'us'],
    ['99999999999999000', 'us'],
    ['100000000000000000', 'ns'],
    ['1767650504000000000', 'ns'],
    ['-1767650504', 's'],
    ['0', 's'],
  ] as const)('%s is told by its size to be in %s', (text, unit) => {
    expect(guessTimeUnit(Number(text))).toBe(unit);
  });

  test.each([
    ['1767650504', 's', EVENING],
    ['1767650504.4158269', 's', EVENING + 415_826],
    ['1767650504.9999999', 's', EVENING + 999_999],
    ['1767650504.', 's', EVENING],
    ['1767650504000', 'ms', EVENING],
    ['1767650504000.0019', 'ms', EVENING + 1],
    ['1767650504000001', 'us', EVENING + 1],
    ['1767650504000001.9', 'us', EVENING + 1],
    ['1767650504000001999', 'ns', EVENING + 1],
    ['1.767650504e9', 's', EVENING],
    ['1767650504000e-3', 's', EVENING],
    ['17676505040E-1', 's', EVENING],
    ['+1767650504', 's', EVENING],
    ['-0.5', 's', -500_000],
    ['-0', 's', 0],
    ['999', 'ns', 0],
    ['0.0000001', 's', 0],
  ] as const)('%s in %s is read from its decimal digits', (text, unit, us) => {
    expect(isNumericTimestamp(text)).toBe(true);
    expect(parseNumericTimestamp(text, unit)).toBe(us);
  });

  test('is refused beyond the years that a float64 holds exactly', () => {
    expect(parseNumericTimestamp('9007199254', 's')).toBe(9_007_199_254_000_000);
    expect(parseNumericTimestamp('9007199255', 's')).toBeNull();
    expect(parseNumericTimestamp('1e99', 's')).toBeNull();
  });

  test.each(['', '-', '.5', '1,5', '1_000', '0x10', 'NaN', 'Infinity', '12 ', '1e', '1e1000'])(
    '"%s" is no number',
    (text) => {
      expect(isNumericTimestamp(text)).toBe(false);
      expect(parseNumericTimestamp(text, 's')).toBeNull();
    },
  );
});

describe('a timestamp is written', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000000Z'],
    [EVENING + 415_826, '2026-01-05T22:01:44.415826Z'],
    [EVENING + 7, '2026-01-05T22:01:44.000007Z'],
    [-1, '1969-12-31T23:59:59.999999Z'],
  ])('%d as %s', (us, text) => {
    expect(formatTimestamp(us)).toBe(text);
  });

  test('so that it reads back the same', () => {
    const year2255 = Number.MAX_SAFE_INTEGER;
    fc.assert(
      fc.property(fc.integer({ min: -6e15, max: year2255 }), (us) => {
        expect(parseIsoTimestamp(formatTimestamp(us))).toEqual({ us, zoned: true });
      }),
      { seed: 1 },
    );
  });
});

describe('a duration', () => {
  test.each([
    ['250ms', 250_000],
    ['90s', 90_000_000],
    ['15m', 900_000_000],
    ['6h', 21_600_000_000],
    ['1d', 86_400_000_000],
    ['3us', 3],
    ['1.5s', 1_500_000],
    ['0.1ms', 100],
    [' 2s ', 2_000_000],
    ['0s', 0],
  ])('%s is read', (text, us) => {
    expect(parseDuration(text)).toBe(us);
  });

  test.each(['', '5', 's', '-1s', '1 s', '1S', '1min', '1e3s', '.5s', '1m30s', '999999999d'])(
    '"%s" is none',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  test.each([
    [0, '0s'],
    [1, '1us'],
    [1500, '1500us'],
    [250_000, '250ms'],
    [90_000_000, '90s'],
    [60_000_000, '1m'],
    [86_400_000_000, '1d'],
    [90_000_000_000, '25h'],
  ])('of %d microseconds is written in one exact unit: %s', (us, text) => {
    expect(formatDuration(us)).toBe(text);
    expect(parseDuration(text)).toBe(us);
  });
});
