import { expect, test } from 'vitest';
import { findChromium } from './find-chromium.js';

test('CHROME_PATH is taken before all else', () => {
  expect(findChromium({ CHROME_PATH: process.execPath, PATH: process.env.PATH })).toBe(
    process.execPath,
  );
});

test('without a browser it says in one line how to get one', () => {
  expect(() => findChromium({ CHROME_PATH: '/no/such/chrome' })).toThrow(
    /^no Chromium or Chrome at \/no\/such\/chrome: install one .* or set CHROME_PATH to its program$/,
  );
});
