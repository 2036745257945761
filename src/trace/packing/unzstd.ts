import { InputError } from '../../errors.js';
import { createByteReader, type ByteReader } from '../bytes/byte-reader.js';
import { DamagedData } from './damaged.js';
import { createXxh64 } from './xxh64.js';

/** Frames that need a larger window are refused, as the command `zstd` does unless told otherwise. */
const LARGEST_WINDOW = 2 ** 27;
/** The most that a block unpacks to. */
const LARGEST_BLOCK = 2 ** 17;

const FRAME_MAGIC = 0xfd2fb528;
/** Of skippable frames, the last four bits apart. */
const SKIPPABLE_MAGIC = 0x184d2a50;

const HAS_CHECKSUM = 0b100;
const RLE_BLOCK = 1;

/**
 * Unpacks zstd, frame by frame and block by block, by fzstd; checksums and sizes, which fzstd passes over, are
 * checked. Holds one window (128 MiB at most) and one block.
 *
 * Source of the format: RFC 8878.
 * @throws DamagedData for data that is no zstd or ends too early.
 * @throws InputError for a frame that needs a larger window, or a dictionary.
 */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bytes = createByteReader(chunks);
  for (;;) {
    const start = await bytes.read(4);
    if (start.length === 0) return;
    if (start.length < 4) throw cutShort();
    const magic = littleEndian(start);
    if (magic === FRAME_MAGIC) yield* unpackFrame(bytes);
    else if (magic - (magic % 16) === SKIPPABLE_MAGIC) await skipFrame(bytes);
    else throw new DamagedData('no zstd frame where one was expected', false);
  }
}

async function skipFrame(bytes: ByteReader): Promise<void> {
  let left = littleEndian(await readWhole(bytes, 4));
  while (left > 0) left -= (await readWhole(bytes, Math.min(left, LARGEST_BLOCK))).length;
}

async function* unpackFrame(bytes: ByteReader): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  const frame = await readHeader(bytes);
  const hash = createXxh64();
  let size = 0;
  let unpacked: Uint8Array[] = [];
  const decoder = new Decompress((block) => {
    size += block.length;
    if (frame.hasChecksum) hash.update(block);
    unpacked.push(block);
  });
  decoder.push(frame.header);
  for (let isLast = false; !isLast;) {
    const block = await readBlock(bytes);
    isLast = block.isLast;
    try {
      decoder.push(block.header);
      decoder.push(block.content, isLast);
    } catch (error) {
      throw new DamagedData(error instanceof Error ? error.message : String(error), false);
    }
    yield* unpacked;
    unpacked = [];
  }
  if (frame.hasChecksum && littleEndian(await readWhole(bytes, 4)) !== hash.low()) {
    throw new DamagedData('the checksum does not match', false);
  }
  if (frame.size !== undefined && frame.size !== size) {
    throw new DamagedData(`${size} bytes where the frame says ${frame.size}`, false);
  }
}

interface Frame {
  /** As fzstd takes it: without the mark that a checksum follows, which it would only pass over. */
  readonly header: Uint8Array;
  readonly hasChecksum: boolean;
  /** Bytes that the frame unpacks to, if it says so. */
  readonly size: number | undefined;
}

async function readHeader(bytes: ByteReader): Promise<Frame> {
  const [descriptor = 0] = await readWhole(bytes, 1);
  const isSingleSegment = (descriptor & 0b100000) !== 0;
  const sizeFlag = descriptor >> 6;
  const windowBytes = await readWhole(bytes, isSingleSegment ? 0 : 1);
  const dictionary = await readWhole(bytes, [0, 1, 2, 4][descriptor & 0b11]!);
  const sizeBytes = await readWhole(
    bytes,
    sizeFlag === 0 && isSingleSegment ? 1 : [0, 2, 4, 8][sizeFlag]!,
  );
  const size =
    sizeBytes.length === 0 ? undefined : littleEndian(sizeBytes) + (sizeFlag === 1 ? 256 : 0);
  if (littleEndian(dictionary) !== 0) {
    throw new InputError(
      'its zstd data needs a dictionary: unpack it first, as in zstd -dc -D DICTIONARY FILE',
    );
  }
  const window = isSingleSegment ? size! : windowOf(windowBytes[0]!);
  if (window > LARGEST_WINDOW) {
    throw new InputError(
      `its zstd data needs a window of ${window / 2 ** 20} MiB, and 128 MiB are given: unpack it first, ` +
        'as in zstd -dc --long=31 FILE',
    );
  }
  const start = [0x28, 0xb5, 0x2f, 0xfd, descriptor & ~HAS_CHECKSUM];
  return {
    header: Uint8Array.from([...start, ...windowBytes, ...dictionary, ...sizeBytes]),
    hasChecksum: (descriptor & HAS_CHECKSUM) !== 0,
    size,
  };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 0b111);
}

interface Block {
  readonly header: Uint8Array;
  readonly content: Uint8Array;
  readonly isLast: boolean;
}

async function readBlock(bytes: ByteReader): Promise<Block> {
  const header = await readWhole(bytes, 3);
  const bits = littleEndian(header);
  const size = bits >> 3;
  if (size > LARGEST_BLOCK) throw new DamagedData(`a block of ${size} bytes`, false);
  const isRepeated = ((bits >> 1) & 0b11) === RLE_BLOCK;
  const content = await readWhole(bytes, isRepeated ? 1 : size);
  return { header, content, isLast: (bits & 1) === 1 };
}

async function readWhole(bytes: ByteReader, length: number): Promise<Uint8Array> {
  const read = await bytes.read(length);
  if (read.length < length) throw cutShort();
  return read;
}

function cutShort(): DamagedData {
  return new DamagedData('unexpected end of data', true);
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
