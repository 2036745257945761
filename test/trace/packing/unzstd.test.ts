import { describe, expect, test } from 'vitest';
import { DamagedData } from '../../../src/trace/packing/damaged.js';
import { unzstd } from '../../../src/trace/packing/unzstd.js';
import {
  concat,
  contentOf,
  inPieces,
  skippable,
  TEXT,
  ZSTD,
  ZSTD_BARE,
  ZSTD_EMPTY,
} from './packed.js';

const unpacked = (
  bytes: Uint8Array,
  size?: number,
): Promise<{ readonly text: string; readonly error?: unknown }> =>
  contentOf(unzstd(inPieces(bytes, size)));

/** A frame of one segment, that says its size, of raw and repeated blocks. */
const HEADER = [0x28, 0xb5, 0x2f, 0xfd, 0x20];

describe('zstd unpacks', () => {
  test.each([
    ['a frame with its size and a checksum', ZSTD, TEXT],
    ['a frame without either', ZSTD_BARE, TEXT],
    ['an empty frame', ZSTD_EMPTY, ''],
    ['nothing', new Uint8Array(0), ''],
    ['several frames', concat(ZSTD, ZSTD_EMPTY, ZSTD_BARE), TEXT + TEXT],
    [
      'skippable frames',
      concat(skippable(0), ZSTD, skippable(30), ZSTD, skippable(3)),
      TEXT + TEXT,
    ],
    [
      'raw and repeated blocks',
      Uint8Array.from([...HEADER, 5, 16, 0, 0, 97, 98, 27, 0, 0, 99]),
      'abccc',
    ],
  ])('%s, in pieces of any size', async (_, bytes, text) => {
    for (const size of [Infinity, 1, 2, 3, 7, 18, 100]) {
      expect(await unpacked(bytes, size)).toEqual({ text });
    }
  });
});

describe('zstd that is damaged', () => {
  test('is told at every byte at which it is cut, and what stands before is unpacked', async () => {
    const bytes = concat(ZSTD_BARE, skippable(2), ZSTD);
    const ends = [0, ZSTD_BARE.length, ZSTD_BARE.length + 10];
    for (let length = 0; length < bytes.length; length++) {
      const { text, error } = await unpacked(bytes.subarray(0, length));
      if (ends.includes(length)) expect(error).toBeUndefined();
      else expect(error).toMatchObject({ name: 'DamagedData', isCutShort: true });
      const isWhole = length >= ZSTD_BARE.length;
      const isUnpacked = length >= bytes.length - 4;
      expect(text).toBe(isUnpacked ? TEXT + TEXT : isWhole ? TEXT : '');
    }
  });

  test('is told whichever byte is changed, under a checksum', async () => {
    for (let at = 0; at < ZSTD.length; at++) {
      const bytes = ZSTD.slice();
      bytes[at]! ^= 0x55;
      const { text, error } = await unpacked(bytes);
      expect(error).toBeInstanceOf(Error);
      expect(text).not.toBe(TEXT + TEXT);
    }
  });

  test.each([
    [
      'text behind a frame',
      concat(ZSTD, new TextEncoder().encode('more')),
      'no zstd frame where one was expected',
    ],
    [
      'another size',
      Uint8Array.from([...HEADER, 4, 25, 0, 0, 97, 97, 97]),
      '3 bytes where the frame says 4',
    ],
    [
      'a block of more than 128 KiB',
      Uint8Array.from([...HEADER, 4, 0x0b, 0, 0x20, 97]),
      'a block of 262145 bytes',
    ],
  ])('by %s', async (_, bytes, message) => {
    const { error } = await unpacked(bytes);
    expect(error).toEqual(new DamagedData(message, false));
  });
});

describe('zstd is refused', () => {
  test('whose window is larger than 128 MiB, before it is allocated', async () => {
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 31 << 3, 1, 0, 0]);
    expect((await unpacked(frame)).error).toMatchObject({
      name: 'InputError',
      message:
        'its zstd data needs a window of 2097152 MiB, and 128 MiB are given: unpack it first, as in ' +
        'zstd -dc --long=31 FILE',
    });
  });

  test('that needs a dictionary', async () => {
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 1, 0, 7, 1, 0, 0]);
    expect((await unpacked(frame)).error).toMatchObject({
      name: 'InputError',
      message:
        'its zstd data needs a dictionary: unpack it first, as in zstd -dc -D DICTIONARY FILE',
    });
  });
});
