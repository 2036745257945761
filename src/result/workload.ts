import type { Columns } from '../trace/columns.js';
import type { TimelineRecord } from '../engine/timeline.js';
import { formatTimestamp } from '../time.js';
import { toMs } from './delays.js';
import type { ResultWorkload } from './result.js';
import { UNMAPPED } from './summarize.js';

/** A generated trace: what it was generated from, and which source each request came from. */
export interface GeneratedTrace {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly columns: Columns & {
    /** Index into `sources`. */
    readonly source: Uint16Array;
    readonly sources: readonly string[];
  };
}

/** When each source and each category of a generated trace sent how much, in the buckets of a run's timeline. */
export function summarizeWorkload(
  { name, title, seed, columns }: GeneratedTrace,
  { bucket, start, length }: Pick<TimelineRecord, 'bucket' | 'start' | 'length'>,
): ResultWorkload {
  const countBy = (
    column: Uint16Array,
    names: readonly string[],
  ): Record<string, readonly number[]> => {
    const counts = names.map(() => new Array<number>(length).fill(0));
    for (let seq = 0; seq < columns.length; seq++) {
      counts[column[seq]!]![Math.floor((columns.timestamp[seq]! - start) / bucket)]!++;
    }
    const entries = names.map((one, index) => [one, counts[index]!] as const);
    return Object.fromEntries(entries.filter(([, series]) => series.some((count) => count > 0)));
  };
  const categories = columns.names.categories.map((category) =>
    category === '' ? UNMAPPED : category,
  );
  return {
    name,
    title,
    seed,
    bucketMs: toMs(bucket),
    start: formatTimestamp(start),
    sources: countBy(columns.source, columns.sources),
    categories: countBy(columns.category, categories),
  };
}
