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

/** @throws InputError for bytes that begin a file that is no text, or text that is not UTF-8. */
export function checkText(head: Uint8Array, name: string): void {
  for (const { bytes, advice } of SIGNATURES) {
    if (bytes.every((byte, i) => head[i] === byte)) {
      throw new InputError(`not a text file; ${advice}`, { location: { file: name } });
    }
  }
  if (head.includes(0)) {
    throw new InputError(`a binary file; expected text in one of the formats ${formatNames()}`, {
      location: { file: name },
    });
  }
}

/** The formats, as they are named in messages. */
export function formatNames(): string {
  return formats.map(({ name }) => name).join(', ');
}
