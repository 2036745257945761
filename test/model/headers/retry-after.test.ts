import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault } from '../../../src/model/headers/header-fault.js';
import {
  parseRetryAfter,
  writeRetryAfter,
  writeRetryAfterDate,
} from '../../../src/model/headers/retry-after.js';
import { SECOND } from '../../../src/time.js';
import { at } from '../../engine/requests.js';

const INSTANT = at('1994-11-06T08:49:37Z');

describe('Retry-After', () => {
  test.each([
    ['seconds', '120', { after: 120 * SECOND }],
    ['an HTTP date', 'Sun, 06 Nov 1994 08:49:37 GMT', { at: INSTANT }],
    ['the date of RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT', { at: INSTANT }],
    ['the date of asctime', 'Sun Nov  6 08:49:37 1994', { at: INSTANT }],
  ])('reads %s', (_, text, reset) => {
    expect(parseRetryAfter(text)).toEqual(reset);
  });

  test.each([
    '',
    '-1',
    '1.5',
    '1e3',
    'soon',
    '9'.repeat(30),
    '999999999999999',
    'Mon, 06 Nov 1994 08:49:37 GMT',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 25:49:37 GMT',
    'Sun, 06 Nix 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 CET',
    '1994-11-06T08:49:37Z',
  ])('takes %j for a fault', (text) => {
    expect(isFault(parseRetryAfter(text))).toBe(true);
  });

  test('what is written reads back the same', () => {
    const second = fc.integer({ min: 1, max: 4_000_000_000 });
    fc.assert(
      fc.property(second, second, (delay, instant) => {
        const after = delay * SECOND;
        expect(parseRetryAfter(writeRetryAfter({ after }, 0))).toEqual({ after });
        const time = instant * SECOND;
        expect(parseRetryAfter(writeRetryAfterDate(time))).toEqual({ at: time });
      }),
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseRetryAfter(text);
      }),
    );
  });

  test('is never 0, and never too early', () => {
    expect(writeRetryAfter({ after: 0 }, 0)).toBe('1');
    expect(writeRetryAfter({ at: INSTANT + 1 }, INSTANT)).toBe('1');
    expect(writeRetryAfterDate(INSTANT - 1)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  });
});
