import type { LogLayout } from './logs/log-layout.js';
import { createAccessLogReader, readAccessLog } from './read-access-log.js';
import { readCsv } from './read-csv.js';
import { readHar } from './read-har.js';
import { readJsonl } from './read-jsonl.js';
import { readW3c } from './read-w3c.js';
import type { TraceReader } from './row-sink.js';

/** A trace format: how it is named, told and read. */
export interface TraceFormat {
  readonly name: string;
  /** File name endings, with the dot. */
  readonly extensions: readonly string[];
  /** Whether a file that begins like this may be of the format. */
  readonly looksLike: (head: string) => boolean;
  /** For a format that is no text: the first bytes of such a file, one way or another. */
  readonly magic?: readonly (readonly number[])[];
  /** Whether it records calls to several hosts. */
  readonly isRecording?: boolean;
  readonly read: TraceReader;
}

/** The name of the format that `--log-format` tells more of. */
export const ACCESS_LOG = 'access-log';

/** Every format, the more particular first. */
export const formats: readonly TraceFormat[] = [
  {
    name: 'arrow',
    extensions: ['.arrow', '.arrows', '.feather'],
    looksLike: () => false,
    // "ARROW1" begins a file; a stream begins with the mark of a message (Arrow columnar format 1.5).
    magic: [
      [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31],
      [0xff, 0xff, 0xff, 0xff],
    ],
    read: async (...args) => (await import('./read-arrow.js')).readArrow(...args),
  },
  {
    name: 'parquet',
    extensions: ['.parquet'],
    looksLike: () => false,
    // "PAR1"
    magic: [[0x50, 0x41, 0x52, 0x31]],
    read: async (...args) => (await import('./read-parquet.js')).readParquet(...args),
  },
  {
    name: 'har',
    extensions: ['.har'],
    looksLike: (head) =>
      /^\s*\{\s*"log"\s*:\s*\{\s*"(version|creator|browser|pages|entries|comment|_recordingName)"\s*:/.test(
        head,
      ),
    isRecording: true,
    read: readHar,
  },
  {
    name: 'cassette',
    extensions: [],
    looksLike: (head) =>
      /^\s*\{[^{[]*"(http_)?interactions"\s*:\s*\[\s*\{\s*"(request|response|recorded_at|id)"/.test(
        head,
      ) ||
      /^\s*\[\s*\{\s*"scope"\s*:/.test(head) ||
      /^(http_)?interactions:\s*$/m.test(head),
    isRecording: true,
    read: async (chunks, sink) => (await import('./read-cassette.js')).readCassette(chunks, sink),
  },
  {
    name: 'jsonl',
    extensions: ['.jsonl', '.ndjson'],
    looksLike: (head) => /^\s*\{/.test(head),
    read: readJsonl,
  },
  {
    name: ACCESS_LOG,
    extensions: [],
    looksLike: (head) => /^\S+ [^[\n]*\[\d\d\/\w{3}\/\d{4}[: ][\d:]{8}[^\]\n]*\] "/m.test(head),
    read: readAccessLog,
  },
  {
    name: 'w3c',
    extensions: [],
    looksLike: (head) => /^\s*#(Software|Version|Date|Fields):/i.test(head),
    read: readW3c,
  },
  {
    name: 'csv',
    extensions: ['.csv', '.tsv'],
    looksLike: (head) => /^\s*[^\n]*[,;\t|]/.test(head) && !/^\s*(\[|[^\n]* HTTP\/\d)/.test(head),
    read: readCsv,
  },
];

/** The format of access logs whose lines are written in a layout. */
export function accessLogOf(layout: LogLayout): TraceFormat {
  const format = formats.find(({ name }) => name === ACCESS_LOG)!;
  return { ...format, read: createAccessLogReader(layout) };
}

/** The format of a file that is no text, by its first bytes; undefined if they tell none. */
export function detectBinary(head: Uint8Array): TraceFormat | undefined {
  return formats.find(({ magic }) =>
    magic?.some((bytes) => bytes.every((byte, i) => head[i] === byte)),
  );
}

/** Endings that files get when they are compressed, or when a log is begun anew: `.gz`, `.1`, `-20260302`. */
const OUTER_ENDINGS = /(\.(gz|gzip|zst|zstd)|[.-]\d+)+$/;

/**
 * The format of a file: by its extension, then by how it begins; undefined if neither tells. Endings that stand
 * behind the extension are passed over.
 */
export function detectFormat(fileName: string, head: string): TraceFormat | undefined {
  const lower = fileName.toLowerCase().replace(OUTER_ENDINGS, '');
  return (
    formats.find(({ extensions }) => extensions.some((ending) => lower.endsWith(ending))) ??
    formats.find(({ looksLike }) => looksLike(head))
  );
}
