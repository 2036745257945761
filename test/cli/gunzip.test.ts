import { describe, expect, test } from 'vitest';
import { gunzip } from '../../src/cli/gunzip.js';
import {
  concat,
  contentOf,
  GZIP,
  GZIP_EMPTY,
  gzip,
  inPieces,
  TEXT,
} from '../trace/packing/packed.js';

const unpacked = (
  bytes: Uint8Array,
  size?: number,
): Promise<{ readonly text: string; readonly error?: unknown }> =>
  contentOf(gunzip(inPieces(bytes, size)));

describe('gzip unpacks', () => {
  test.each([
    ['a member', GZIP, TEXT],
    ['an empty member', GZIP_EMPTY, ''],
    [
      'several members, of which some are empty',
      concat(GZIP_EMPTY, GZIP, GZIP_EMPTY, GZIP),
      TEXT + TEXT,
    ],
    ['a member and the noughts that tapes put behind it', concat(GZIP, new Uint8Array(512)), TEXT],
  ])('%s, in pieces of any size', async (_, bytes, text) => {
    for (const size of [Infinity, 1, 2, 7, 100]) {
      expect(await unpacked(bytes, size)).toEqual({ text });
    }
  });

  test('a megabyte that was a thousandth of that, piece by piece', async () => {
    const text = 'x'.repeat(1 << 20);
    expect(await unpacked(gzip(text))).toEqual({ text });
  });
});

describe('gzip that is damaged', () => {
  test('is told at every byte at which it is cut', async () => {
    const bytes = concat(GZIP, GZIP);
    for (let length = 1; length < bytes.length; length++) {
      const { text, error } = await unpacked(bytes.subarray(0, length), 64);
      expect((TEXT + TEXT).startsWith(text)).toBe(true);
      if (length === GZIP.length) expect(error).toBeUndefined();
      else expect(error).toMatchObject({ message: 'unexpected end of file' });
      if (length >= GZIP.length) expect(text.startsWith(TEXT)).toBe(true);
    }
  });

  test('in its checksum is told behind what stands before', async () => {
    const bytes = concat(GZIP, GZIP);
    bytes[bytes.length - 6]! ^= 1;
    const { text, error } = await unpacked(bytes, GZIP.length);
    expect(text.startsWith(TEXT)).toBe(true);
    expect(error).toMatchObject({ message: 'incorrect data check' });
  });
});

test('what the chunks throw is thrown as it is', async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield GZIP.subarray(0, 20);
    await Promise.resolve();
    throw new Error('the disk is gone');
  }
  const { error } = await contentOf(gunzip(chunks()));
  expect(error).toMatchObject({ message: 'the disk is gone' });
});

test('reading may end before the data does', async () => {
  for await (const chunk of gunzip(inPieces(concat(GZIP, GZIP), 10))) {
    expect(TEXT.startsWith(new TextDecoder().decode(chunk))).toBe(true);
    break;
  }
});
