import { gzipSync } from 'node:zlib';

/** A trace of 40 rows, as CSV. */
export const TEXT = [
  'timestamp,category,user',
  ...Array.from({ length: 40 }, (_, i) => {
    const second = String(i).padStart(2, '0');
    return `2026-01-01T00:00:${second}Z,${['org_read', 'ads_read'][i % 2]!},user-${(i * i) % 7}`;
  }),
  '',
].join('\n');

/** `TEXT` as zstd 1.5 writes it at level 19, with its size and a checksum. */
export const ZSTD = fromBase64(
  'KLUv/WTgBA0FAMJIGBeATTrQCA9Hmx8lJ0znDWpkJz1KE2OHAcB5smxiNvM8WXa8/8/ueO+9rC227e1YZmCBSGAHZALO8EQ2VmLaSooYMM09' +
    'pXnQSg5EpBgUg2EceE6iVvWgxk1tWdHTJsk9zhRLqBFQc2PZ39BDpTESiBC4QTAQlC//854E5OIAHgNADrgaQQ/vuksd0sodX5NRLh41AyLo' +
    'aBPebKPaKakCf/BbCQ==',
);

/** The same at level 1, with neither. */
export const ZSTD_BARE = fromBase64(
  'KLUv/QAIJQUAoscWGnCJ0gFw/EQLoYkiP5mABgLQj/aWeOT/r38mRq12ttE2q51d9ra9Xvbe7+f/5TcQMDBygKtdd5SEknkoSS3DshqUEMjC' +
    'POaBlDWWchRosZpFPemAEkx6HMUgnkuogeRM0/4G0EOlMRKIELhBMJDV2TL/PWbUlRa9yOYNV+sZRT8YG0XtjPHr+rP4P/PmJFQNWBUlovFe' +
    'B/nRVpTZk2oBpAo=',
);

/** Nothing at all, as zstd writes it. */
export const ZSTD_EMPTY = fromBase64('KLUv/SQAAQAAmenYUQ==');

export const GZIP = gzip(TEXT);
export const GZIP_EMPTY = gzip('');

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}

export function gzip(text: string): Uint8Array {
  return Uint8Array.from(gzipSync(text));
}

/** A skippable frame of zstd. */
export function skippable(length: number): Uint8Array {
  return Uint8Array.from([0x5a, 0x2a, 0x4d, 0x18, length, 0, 0, 0, ...new Uint8Array(length)]);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** Bytes in pieces of `size`. */
export async function* inPieces(bytes: Uint8Array, size = Infinity): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
}

/** What chunks hold, as text, and the error that they end in. */
export async function contentOf(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly text: string; readonly error?: unknown }> {
  const parts: Uint8Array[] = [];
  const text = (): string => new TextDecoder().decode(concat(...parts));
  try {
    for await (const chunk of chunks) parts.push(chunk);
    return { text: text() };
  } catch (error) {
    return { text: text(), error };
  }
}
