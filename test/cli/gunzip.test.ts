import { constants, gunzipSync } from 'node:zlib';
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

/** A member with an extra field, a name, a comment and a checksum of the header. */
const withFields = (member: Uint8Array): Uint8Array => {
  const head = member.slice(0, 10);
  head[3] = 0b11110;
  const fields = [3, 0, 1, 0, 31, 97, 46, 99, 115, 118, 0, 0, 5, 6];
  return concat(head, Uint8Array.from(fields), member.subarray(10));
};

/** All that node:zlib can unpack of data that is cut short. */
function partOf(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
  } catch {
    return bytes.length > GZIP.length ? partOf(bytes.subarray(0, GZIP.length)) : '';
  }
}

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
    ['a member behind noughts', concat(GZIP, new Uint8Array(512), GZIP), TEXT + TEXT],
    ['a member whose header has every field', withFields(GZIP), TEXT],
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
      expect(text).toBe(partOf(bytes.subarray(0, length)));
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

  test('in its length, too', async () => {
    const bytes = GZIP.slice();
    bytes[bytes.length - 1]! ^= 1;
    const { text, error } = await unpacked(bytes);
    expect(text).toBe(TEXT);
    expect(error).toMatchObject({ message: 'incorrect length check' });
  });
});

test.each([
  ['text', '<html>'],
  ['half a mark of gzip', '\x1fx'],
])('what follows that is no gzip is told behind all that was unpacked: %s', async (_, rest) => {
  const bytes = concat(GZIP, new TextEncoder().encode(rest));
  for (const size of [Infinity, 1, 7, GZIP.length]) {
    const { text, error } = await unpacked(bytes, size);
    expect(text).toBe(TEXT);
    expect(error).toMatchObject({ message: 'what follows its last member is no gzip' });
  }
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

test('whoever ends the reading ends that of the chunks', async () => {
  let isClosed = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        yield GZIP;
        await Promise.resolve();
      }
    } finally {
      isClosed = true;
    }
  }
  for await (const chunk of gunzip(chunks())) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  expect(isClosed).toBe(true);
});
