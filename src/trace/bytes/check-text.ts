import { InputError } from '../../errors.js';
import { formats } from '../formats.js';

/** First bytes by which files that are no text are known. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly advice: string }[] = [
  {
    bytes: [0x1f, 0x8b],
    advice: 'it is compressed twice (gzip): unpack it once, as in gzip -dc FILE | quotasim … -',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    advice: 'it is compressed twice (zstd): unpack it once, as in zstd -dc FILE | quotasim … -',
  },
  {
    bytes: [0xff, 0xfe],
    advice: 'it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
  },
  {
    bytes: [0xfe, 0xff],
    advice: 'it is UTF-16: convert it to UTF-8 first, as in iconv -f UTF-16 -t UTF-8',
  },
];

/** So many bytes tell what a file is. */
const HEAD_BYTES = 4096;

/** So many are read at most to find some that are not NUL. */
const MOST_HEAD_BYTES = 2 ** 22;

/** The first bytes of a text; NUL bytes before them are what is left of a file that was emptied while it was written. */
export function textHead(bytes: Uint8Array): Uint8Array {
  const start =
    bytes[0] === 0
      ? Math.max(
          0,
          bytes.findIndex((byte) => byte !== 0),
        )
      : 0;
  return bytes.subarray(start, start + HEAD_BYTES);
}

/** Whether the first bytes of a file are enough to tell what it is. */
export function isEnough(bytes: Uint8Array): boolean {
  if (bytes.length < HEAD_BYTES) return false;
  const head = textHead(bytes);
  return (head.length === HEAD_BYTES && head[0] !== 0) || bytes.length >= MOST_HEAD_BYTES;
}

/** @param head as `textHead` finds it. @throws InputError for bytes that begin a file that is no text, or text that is not UTF-8. */
export function checkText(head: Uint8Array, name: string): void {
  for (const { bytes, advice } of SIGNATURES) {
    if (bytes.every((byte, i) => head[i] === byte)) {
      throw new InputError(`not a text file; ${advice}`, { location: { file: name } });
    }
  }
  if (isBinary(head)) {
    throw new InputError(`a binary file; expected text in one of the formats ${formatNames()}`, {
      location: { file: name },
    });
  }
}

/** So many runs of NUL bytes may stand in the beginning of a text: where a write was cut off, or a file was emptied. */
const MOST_RUNS = 4;

/** Whether bytes that hold NUL are no text: they are nothing else, in many places, or beside other control characters. */
function isBinary(head: Uint8Array): boolean {
  const runs = head.reduce((sum, byte, i) => sum + (byte === 0 && head[i - 1] !== 0 ? 1 : 0), 0);
  if (runs === 0) return false;
  const isEmpty = head.every((byte) => byte === 0);
  return isEmpty || runs > MOST_RUNS || head.some(isOddControl);
}

/** Whether a byte is a control character other than NUL, white space and ESC. */
function isOddControl(byte: number): boolean {
  return (byte > 0 && byte < 9) || (byte > 13 && byte < 32 && byte !== 27);
}

/** The formats, as they are named in messages. */
export function formatNames(): string {
  return formats.map(({ name }) => name).join(', ');
}
