import { describe, expect, test } from 'vitest';
import { nearest } from '../src/nearest.js';

const KNOWN = ['trial', 'standard', 'org_read', 'org_write'];

describe('the nearest known word', () => {
  test.each([
    ['trail', 'trial'],
    ['TRIAL', 'trial'],
    ['standart', 'standard'],
    ['orgread', 'org_read'],
    ['org_wirte', 'org_write'],
    ['org-read', 'org_read'],
  ])('to %s is %s', (typed, word) => {
    expect(nearest(typed, KNOWN)).toBe(word);
  });

  test.each(['premium', 'x', ''])('to "%s" is none', (typed) => {
    expect(nearest(typed, KNOWN)).toBeUndefined();
  });

  test('of two equally near is the first', () => {
    expect(nearest('ca', ['cat', 'car'])).toBe('cat');
  });

  test('to one of 5 MB is found in good time', () => {
    expect(nearest('x'.repeat(5_000_000), [])).toBeUndefined();
    expect(nearest('timestamp', ['x'.repeat(5_000_000)])).toBeUndefined();
  });
});
