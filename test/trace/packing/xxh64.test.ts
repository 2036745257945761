import { expect, test } from 'vitest';
import { createXxh64 } from '../../../src/trace/packing/xxh64.js';

const MASK = 2n ** 64n - 1n;
const [P1, P2, P3, P4, P5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const;

const turn = (a: bigint, bits: bigint): bigint => ((a << bits) | (a >> (64n - bits))) & MASK;
const round = (lane: bigint, word: bigint): bigint =>
  (turn((lane + word * P2) & MASK, 31n) * P1) & MASK;

/** The obvious twin: XXH64 with seed 0, in whole numbers without bounds. */
function xxh64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let hash: bigint = P5;
  if (bytes.length >= 32) {
    const lanes = [(P1 + P2) & MASK, P2, 0n, -P1 & MASK];
    for (; at + 32 <= bytes.length; at += 32) {
      lanes.forEach((lane, i) => (lanes[i] = round(lane, view.getBigUint64(at + 8 * i, true))));
    }
    const turned = lanes.map((lane, i) => turn(lane, [1n, 7n, 12n, 18n][i]!));
    hash = turned.reduce((sum, lane) => sum + lane) & MASK;
    for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * P1 + P4) & MASK;
  }
  hash = (hash + BigInt(bytes.length)) & MASK;
  for (; at + 8 <= bytes.length; at += 8) {
    hash = (turn(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4) & MASK;
  }
  if (at + 4 <= bytes.length) {
    const word = BigInt(view.getUint32(at, true));
    hash = (turn(hash ^ ((word * P1) & MASK), 23n) * P2 + P3) & MASK;
    at += 4;
  }
  for (; at < bytes.length; at++) {
    hash = (turn(hash ^ ((BigInt(bytes[at]!) * P5) & MASK), 11n) * P1) & MASK;
  }
  hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
  hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
  return hash ^ (hash >> 32n);
}

const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => ((i * 2654435761) >>> 13) & 0xff);

test('the twin gives the values that are published', () => {
  expect(xxh64(new Uint8Array(0))).toBe(0xef46db3751d8e999n);
  expect(xxh64(new TextEncoder().encode('abc'))).toBe(0x44bc2cf5ad770999n);
});

test('every length gives what the twin gives, whatever the pieces', () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = noise(length);
    const expected = Number(BigInt.asUintN(32, xxh64(bytes)));
    for (const size of [1, 5, 32, 33, 1000]) {
      const hash = createXxh64();
      for (let at = 0; at < length; at += size) hash.update(bytes.subarray(at, at + size));
      expect(hash.low()).toBe(expected);
      expect(hash.low()).toBe(expected);
    }
  }
});
