import { expect, test } from 'vitest';
import { printable } from '../../src/report/printable.js';

test('an ordinary name is shown as it is', () => {
  expect(printable('Zoë · عربي · 日本語 👩')).toBe('Zoë · عربي · 日本語 👩');
});

test('what a terminal or a page would act upon is shown as an escape', () => {
  expect(printable('a\u001b[31mb\u202ec\nd\u2028e')).toBe(
    'a\\u{1b}[31mb\\u{202e}c\\u{a}d\\u{2028}e',
  );
});

test('a long name is cut between characters', () => {
  expect(printable('👩'.repeat(10_000), 5)).toBe('👩👩👩👩…');
  expect(printable('12345', 5)).toBe('12345');
});
