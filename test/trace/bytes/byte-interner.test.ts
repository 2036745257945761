import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createByteInterner } from '../../../src/trace/bytes/byte-interner.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('bytes', () => {
  test('have numbers in order of first appearance, under each scope their own', () => {
    const interner = createByteInterner();
    const numbers = ['a', 'b', 'a', '', 'ab', ''].map((text) => {
      const bytes = utf8(text);
      return [0, 7].map((scope) => interner.intern(scope, bytes, 0, bytes.length));
    });
    expect(numbers).toEqual([
      [0, 1],
      [2, 3],
      [0, 1],
      [4, 5],
      [6, 7],
      [4, 5],
    ]);
  });

  test('are found, not given a number, by find', () => {
    const interner = createByteInterner();
    const block = utf8('..abc..');
    expect(interner.find(0, block, 2, 5)).toBe(-1);
    expect(interner.intern(0, block, 2, 5)).toBe(0);
    expect(interner.find(0, utf8('abc'), 0, 3)).toBe(0);
    expect(interner.find(0, utf8('abd'), 0, 3)).toBe(-1);
    expect(interner.find(1, utf8('abc'), 0, 3)).toBe(-1);
  });

  test('beyond the limit have no number, and those before keep theirs', () => {
    const interner = createByteInterner(2);
    const numberOf = (text: string): number => interner.intern(0, utf8(text), 0, text.length);
    expect(['x', 'y', 'z', 'x', 'y'].map(numberOf)).toEqual([0, 1, -1, 0, 1]);
  });

  test('by the hundred thousand keep the numbers that a map gives their texts', () => {
    const interner = createByteInterner();
    const twin = new Map<string, number>();
    for (let i = 0; i < 200_000; i++) {
      const text = `name-${((i * 7919) % 120_011).toString(36)}`;
      const scope = i % 3;
      const key = `${scope} ${text}`;
      if (!twin.has(key)) twin.set(key, twin.size);
      const bytes = utf8(text);
      if (interner.intern(scope, bytes, 0, bytes.length) !== twin.get(key)) expect(text).toBe(key);
    }
    expect(twin.size).toBeGreaterThan(100_000);
  });

  test('of any kind have one number each', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.uint8Array({ maxLength: 9 }))), (keys) => {
        const interner = createByteInterner();
        const twin = new Map<string, number>();
        for (const [scope, bytes] of keys) {
          const key = `${scope}:${bytes.join(',')}`;
          if (!twin.has(key)) twin.set(key, twin.size);
          expect(interner.intern(scope, bytes, 0, bytes.length)).toBe(twin.get(key));
          const within = Uint8Array.of(7, ...bytes, 7, 7, 7, 7);
          expect(interner.find(scope, within, 1, 1 + bytes.length)).toBe(twin.get(key));
        }
      }),
      { seed: 1 },
    );
  });
});
