import { describe, expect, it } from 'vitest';
import { parseGrowthRate, whenReached } from '../../src/plan/growth-rate.js';
import { DAY, SECOND } from '../../src/time.js';
import { at } from '../engine/requests.js';
import { inputErrorOf } from '../model/input-error-of.js';

const end = at('2026-06-30T12:00');
const daysUntil = (factor: number, rate: string): number =>
  (whenReached(factor, parseGrowthRate(rate), end)! - end) / DAY;

describe('a rate of growth', () => {
  it('is a percentage a day, week, month or year', () => {
    expect(parseGrowthRate('8%/month')).toEqual({
      text: '8%/month',
      share: 0.08,
      period: 30.436875 * DAY,
    });
    expect(parseGrowthRate('20%/year')).toMatchObject({ share: 0.2, period: 365.2425 * DAY });
    expect(parseGrowthRate('1%/week')).toMatchObject({ share: 0.01, period: 7 * DAY });
    expect(parseGrowthRate(' 0.5 % / day')).toMatchObject({ share: 0.005, period: DAY });
  });

  it.each([
    '8',
    '8%',
    '8/month',
    '%/month',
    '8%/fortnight',
    '-8%/month',
    '0%/year',
    '8%/',
    '1e3%/day',
  ])('is not %s', (text) => {
    expect(inputErrorOf(() => parseGrowthRate(text))).toBe(
      `--growth '${text}': expected a percentage above 0 and one of day, week, month, year, as in 8%/month`,
    );
  });

  it('is compounded', () => {
    expect(daysUntil(2, '100%/day')).toBe(1);
    expect(daysUntil(8, '100%/week')).toBe(21);
    expect(daysUntil(1.21, '10%/year')).toBeCloseTo(2 * 365.2425, 4);
    expect(daysUntil(1, '10%/year')).toBe(0);
  });

  it('gives whole seconds', () => {
    const reached = whenReached(1.5, parseGrowthRate('7%/month'), end)!;
    expect((reached - end) % SECOND).toBe(0);
  });

  it('does not look beyond the year 2255', () => {
    expect(whenReached(1000, parseGrowthRate('0.001%/year'), end)).toBeNull();
  });
});
