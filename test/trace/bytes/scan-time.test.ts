import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseIsoTimestamp,
  parseNumericTimestamp,
  TIME_UNITS,
  type TimeUnit,
} from '../../../src/time.js';
import { createTimeScanner, scanEpoch } from '../../../src/trace/bytes/scan-time.js';

const scanner = createTimeScanner();
/** Scans a text that stands within a block, so that a look beyond its ends shows. */
function within<T>(text: string, scan: (bytes: Uint8Array, start: number, end: number) => T): T {
  const bytes = new TextEncoder().encode(`7${text}7`);
  return scan(bytes, 1, bytes.length - 1);
}
const iso = (text: string): number => within(text, (...span) => scanner.iso(...span));
const clf = (text: string): number => within(text, (...span) => scanner.clf(...span));
const epoch = (text: string, unit: TimeUnit): number =>
  within(text, (bytes, start, end) => scanEpoch(bytes, start, end, unit));

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    minLength: length,
    maxLength: length,
  });
const zone = fc.constantFrom('', 'Z', 'z', '+00:00', '-05:30', '+0245', '-23:59', '+24:00', '+05');
const someIso = fc
  .tuple(
    fc.constantFrom(
      '1969-12-31',
      '2026-03-02',
      '2024-02-29',
      '2023-02-29',
      '0000-01-01',
      '9999-12-31',
    ),
    fc.constantFrom('T', 't', ' ', '_'),
    fc.constantFrom(
      '00:00:00',
      '23:59:59',
      '24:00:00',
      '12:60:00',
      '12:00:60',
      '1a:00:00',
      '12:00',
    ),
    fc.oneof(
      fc.constantFrom('', '.', ',5', '.123456789'),
      digits(6).map((d) => `.${d}`),
    ),
    zone,
  )
  .map((parts) => parts.join(''));

describe('an ISO 8601 time', () => {
  test('scanned is the one parsed, or is left to be parsed', () => {
    fc.assert(
      fc.property(fc.oneof(someIso, fc.string()), (text) => {
        const us = iso(text);
        if (Number.isNaN(us)) return;
        expect({ us, zoned: scanner.zoned }).toEqual(parseIsoTimestamp(text));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test.each([
    '2026-03-02T10:00:00.123456Z',
    '2026-03-02 10:00:00',
    '1969-12-31T23:59:59.9999999+01:00',
    '2024-02-29T00:00:00,5-0330',
  ])('%s is scanned', (text) => {
    expect(iso(text)).toBe(parseIsoTimestamp(text)!.us);
  });

  test.each([
    '2023-02-29T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T10:00:00.Z',
    '2026-03-02',
  ])('%s is not', (text) => {
    expect(iso(text)).toBeNaN();
  });
});

describe('a numeric time', () => {
  const number = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.integer({ min: 0, max: 20 }).chain(digits),
      fc.oneof(
        fc.constantFrom('', '.', 'e3'),
        fc
          .integer({ min: 1, max: 9 })
          .chain(digits)
          .map((d) => `.${d}`),
      ),
    )
    .map((parts) => parts.join(''));

  test('scanned is the one parsed, or is left to be parsed', () => {
    fc.assert(
      fc.property(fc.oneof(number, fc.string()), fc.constantFrom(...TIME_UNITS), (text, unit) => {
        const us = epoch(text, unit);
        if (!Number.isNaN(us)) expect(us).toBe(parseNumericTimestamp(text, unit));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test.each([
    ['1767650504', 's', 1_767_650_504_000_000],
    ['1767650504.1234567', 's', 1_767_650_504_123_456],
    ['1767650504123', 'ms', 1_767_650_504_123_000],
    ['1767650504123456', 'us', 1_767_650_504_123_456],
    ['1767650504123456789', 'ns', 1_767_650_504_123_456],
    ['9007199254740991', 'us', Number.MAX_SAFE_INTEGER],
  ] as const)('%s in %s is scanned', (text, unit, us) => {
    expect(epoch(text, unit)).toBe(us);
  });

  test.each(['', '-1', '1e3', '1.2.3', '9007199254740992', '99999999999999999999'])(
    '%j in us is not',
    (text) => {
      expect(epoch(text, 'us')).toBeNaN();
    },
  );
});

describe('a time of the Common Log Format', () => {
  const MONTHS = [
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
  ];

  test('of every month, with brackets or without, is the ISO time of the same moment', () => {
    MONTHS.forEach((month, i) => {
      const isoText = `2026-${String(i + 1).padStart(2, '0')}-07T23:01:59-07:00`;
      expect(clf(`[07/${month}/2026:23:01:59 -0700]`)).toBe(parseIsoTimestamp(isoText)!.us);
      expect(clf(`07/${month}/2026:23:01:59 -0700`)).toBe(parseIsoTimestamp(isoText)!.us);
    });
  });

  test.each([
    '[29/Feb/2023:00:00:00 +0000]',
    '[07/Mai/2026:00:00:00 +0000]',
    '[07/Mar/2026:24:00:00 +0000]',
    '[07/Mar/2026 00:00:00 +0000]',
    '[07/Mar/2026:00:00:00 +0000',
    '07/Mar/2026:00:00:00',
    '',
  ])('%j is none', (text) => {
    expect(clf(text)).toBeNaN();
  });
});
