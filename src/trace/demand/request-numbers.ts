import type { RequestNames } from '../columns.js';
import { FIRST_CAPACITY, widened } from '../growable.js';
import { KEPT_NAMES, OTHERS } from '../unmapped.js';

/**
 * Numbers what requests ask for, so that two that ask for the same are known without their texts: equal where
 * the category as recorded, the method, and the path with its query string are equal.
 */
export interface RequestNumbers {
  numberOf(
    category: string | undefined,
    request: { readonly method: string; readonly path: string } | null,
    unmappedName: string | undefined,
  ): number;
  /** How each number is named where the model does not map it. */
  names(): RequestNames;
}

/**
 * Numbers from 0, in order of first appearance. No text is kept but the names of unmapped requests that are told
 * apart: texts are known by a hash of 64 bits, so that of ten million two are taken for one once in some 300,000 traces.
 */
export function createRequestNumbers(): RequestNumbers {
  const table = createHashTable();
  const nameNumbers = new Map([
    ['', 0],
    [OTHERS, 1],
  ]);
  let nameOf = new Uint16Array(FIRST_CAPACITY);

  const nameNumber = (name: string): number => {
    const known = nameNumbers.get(name);
    if (known !== undefined) return known;
    if (nameNumbers.size >= KEPT_NAMES + 2) return 1;
    nameNumbers.set(name, nameNumbers.size);
    return nameNumbers.size - 1;
  };
  return {
    numberOf(category = '', request, unmappedName = '') {
      const asked =
        request === null ? category : `${category} ${request.method.toUpperCase()} ${request.path}`;
      const before = table.size;
      const number = table.numberOf(asked);
      if (number < before) return number;
      if (number === nameOf.length) nameOf = widened(nameOf, (length) => new Uint16Array(length));
      nameOf[number] = nameNumber(unmappedName);
      return number;
    },
    names: () => ({ texts: [...nameNumbers.keys()], nameOf: nameOf.subarray(0, table.size) }),
  };
}

/** Numbers of texts, by their hashes alone. */
interface HashTable {
  readonly size: number;
  numberOf(text: string): number;
}

/** Open addressing, at most three quarters full; hashes lie by their numbers, so that a slot holds a number alone. */
function createHashTable(): HashTable {
  const uint32 = (length: number): Uint32Array => new Uint32Array(length);
  /** Numbers, each and one; 0 for a free slot. */
  let slots = uint32(FIRST_CAPACITY);
  let lows = uint32(FIRST_CAPACITY);
  let highs = uint32(FIRST_CAPACITY);
  let size = 0;
  const hash = { low: 0, high: 0 };

  const widenSlots = (): void => {
    slots = uint32(slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < size; number++) {
      let slot = lows[number]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
  };
  return {
    get size() {
      return size;
    },
    numberOf(text) {
      hashText(text, hash);
      const { low, high } = hash;
      const mask = slots.length - 1;
      let slot = low & mask;
      for (let taken = slots[slot]!; taken !== 0; taken = slots[slot]!) {
        if (lows[taken - 1] === low && highs[taken - 1] === high) return taken - 1;
        slot = (slot + 1) & mask;
      }
      if (size === lows.length) {
        lows = widened(lows, uint32);
        highs = widened(highs, uint32);
      }
      lows[size] = low;
      highs[size] = high;
      slots[slot] = ++size;
      if (size * 4 > slots.length * 3) widenSlots();
      return size - 1;
    },
  };
}

/**
 * Hashes a text twice, with different multipliers, and mixes the two as the 128-bit MurmurHash3 does in the end (Austin
 * Appleby, public domain).
 */
function hashText(text: string, hash: { low: number; high: number }): void {
  let a = 0x9747b28c;
  let b = text.length ^ 0x3c6ef372;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ code, 0x85ebca77);
    b ^= b >>> 13;
  }
  a = finalMix(a);
  b = finalMix(b);
  a = (a + b) | 0;
  hash.low = a >>> 0;
  hash.high = (b + a) >>> 0;
}

function finalMix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
