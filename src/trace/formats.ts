import { readCsv } from './read-csv.js';
import { readJsonl } from './read-jsonl.js';
import type { TraceReader } from './row-sink.js';

/** A trace format: how it is named, told and read. */
export interface TraceFormat {
  readonly name: string;
  /** File name endings, with the dot. */
  readonly extensions: readonly string[];
  /** Whether a file that begins like this may be of the format. */
  readonly looksLike: (head: string) => boolean;
  readonly read: TraceReader;
}

/** Every format, the more particular first. */
export const formats: readonly TraceFormat[] = [
  {
    name: 'jsonl',
    extensions: ['.jsonl', '.ndjson'],
    looksLike: (head) => /^\s*\{/.test(head),
    read: readJsonl,
  },
  {
    name: 'csv',
    extensions: ['.csv', '.tsv'],
    looksLike: (head) => /^\s*[^\n]*[,;\t|]/.test(head) && !/^\s*\[/.test(head),
    read: readCsv,
  },
];

/** The format of a file: by its extension, then by how it begins; undefined if neither tells. */
export function detectFormat(fileName: string, head: string): TraceFormat | undefined {
  const lower = fileName.toLowerCase();
  return (
    formats.find(({ extensions }) => extensions.some((ending) => lower.endsWith(ending))) ??
    formats.find(({ looksLike }) => looksLike(head))
  );
}
