import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstMark,
  fourDigitsOf,
  lastWord,
  marksBelow,
  marksOfZero,
  repeated,
  shortText,
  standsAt,
  wordsOf,
} from '../../../src/trace/bytes/words.js';

/** Few kinds of bytes, so that what is looked for is often there, or almost. */
const bytes = fc.uint8Array({ maxLength: 24, max: 255 }).map((all) => all.map((byte) => byte % 3));

test('a short text stands where its bytes do', () => {
  fc.assert(
    fc.property(bytes, bytes, fc.nat(24), (text, block, at) => {
      const stands = text.every((byte, i) => block[at + i] === byte);
      const found = standsAt(shortText(text, 0, text.length), wordsOf(block), at);
      expect(found).toBe(stands && at + text.length <= block.length);
    }),
    { seed: 1, numRuns: 3000 },
  );
});

test('a block written anew is read anew', () => {
  const block = new Uint8Array(4);
  expect(wordsOf(block).getInt32(0, true)).toBe(0);
  block[0] = 7;
  expect(wordsOf(block).getInt32(0, true)).toBe(7);
});

test('the last bytes are a word by themselves, whatever stands behind them', () => {
  const block = Uint8Array.of(1, 2, 3, 250, 5, 6);
  const words = wordsOf(block);
  expect([lastWord(words, 1, 3), lastWord(words, 1, 4)]).toEqual([0x0302, 0xfa0302]);
  expect([lastWord(words, 4, 6), lastWord(words, 3, 6)]).toEqual([0x0605, 0x0605fa]);
});

test('the first mark is at the first byte that is looked for', () => {
  const byte = fc.oneof(fc.constantFrom(0, 1, 31, 32, 34, 127, 128, 162, 255), fc.nat(255));
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte, byte), byte, (four, wanted) => {
      const word = wordsOf(Uint8Array.from(four)).getInt32(0, true);
      const firstOf = (marks: number): number => (marks === 0 ? -1 : firstMark(marks));
      expect(firstOf(marksOfZero(word ^ repeated(wanted)))).toBe(four.indexOf(wanted));
      const bound = Math.min(wanted, 128);
      expect(firstOf(marksBelow(word, repeated(bound)))).toBe(four.findIndex((one) => one < bound));
    }),
    { seed: 1, numRuns: 3000 },
  );
});

test('four digits are a number, and nothing else is', () => {
  const digit = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 48, max: 57 }) },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(47, 58, 63, 176, 186, 250), fc.nat(255)) },
  );
  fc.assert(
    fc.property(fc.tuple(digit, digit, digit, digit), (four) => {
      const text = String.fromCharCode(...four);
      const expected = /^\d{4}$/.test(text) ? Number(text) : -1;
      expect(fourDigitsOf(wordsOf(Uint8Array.from(four)).getInt32(0, true))).toBe(expected);
    }),
    { seed: 1, numRuns: 3000 },
  );
});
