import { describe, expect, it } from 'vitest';
import { limitWords, listWords, numberOf, spanWords } from '../../../src/plan/advice/words.js';
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../../src/time.js';
import { limit } from '../../engine/small-tier.js';

describe('words of advice', () => {
  it('never write a length of time shorter than it is', () => {
    const lengths: readonly (readonly [number, string])[] = [
      [1, '1 ms'],
      [999 * MILLISECOND + 1, '1,000 ms'],
      [SECOND, '1 s'],
      [SECOND + 1, '2 s'],
      [59 * SECOND + 1, '1 min'],
      [MINUTE + 4 * SECOND, '1 min 4 s'],
      [HOUR - 1, '1 h'],
      [HOUR + 1, '1 h 1 min'],
      [DAY - 1, '1 d'],
      [40 * DAY + 23 * HOUR + 1, '41 d'],
    ];
    for (const [us, words] of lengths) expect(spanWords(us)).toBe(words);
  });

  it('read a limit out, whatever its window, scope and unit', () => {
    expect(limitWords(limit('a', 1))).toBe('1 request a second in all');
    const units = limit('b', 1500, { counts: 'units', window: 15 * MINUTE, scope: ['ad_account'] });
    expect(limitWords(units)).toBe('1,500 units every 15m for each ad account');
    const daily = limit('c', 9, { window: DAY, scope: ['app', 'user', 'ad_account'] });
    expect(limitWords(daily)).toBe('9 requests a day for each app, user and ad account');
  });

  it('count and list', () => {
    expect([numberOf(1, 'retry', 'retries'), numberOf(2, 'retry', 'retries')]).toEqual([
      '1 retry',
      '2 retries',
    ]);
    expect([listWords([]), listWords(['a']), listWords(['a', 'b'])]).toEqual(['', 'a', 'a and b']);
  });
});
