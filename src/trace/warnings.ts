import type { TimeUnit } from '../time.js';
import type { TimestampReader } from './timestamps.js';

/** What was noticed while reading. */
export interface ReadingNotes {
  readonly files: readonly { readonly name: string; readonly times: TimestampReader }[];
  readonly givenUnit: TimeUnit | undefined;
  readonly requests: number;
  readonly withoutUser: number;
  /** Rows with a cell that holds bytes that are no UTF-8. */
  readonly garbled: number;
}

const UNIT_WORDS: Readonly<Record<TimeUnit, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
};

/** What a reader of the results must know of how the trace was read, in plain sentences. */
export function readingWarnings(notes: ReadingNotes): string[] {
  const { files, givenUnit, requests, withoutUser, garbled } = notes;
  const warnings: string[] = [];
  const unzoned = files.reduce((sum, { times }) => sum + times.unzoned, 0);
  if (unzoned > 0) {
    warnings.push(`Times without a zone were read as UTC (${plural(unzoned, 'row')}).`);
  }
  for (const { name, times } of givenUnit === undefined ? files : []) {
    if (times.unit === undefined) continue;
    warnings.push(
      `${name}: numeric times were read as ${UNIT_WORDS[times.unit]} since 1970, told by the first row ` +
        '(--time-unit overrides).',
    );
  }
  if (withoutUser === requests) {
    warnings.push(
      'No row names a user: per-user limits are judged as if one user sent everything.',
    );
  } else if (withoutUser > 0) {
    warnings.push(
      `${plural(withoutUser, 'row')} of ${grouped(requests)} name no user: they are judged as those of one user, "default".`,
    );
  }
  if (garbled > 0) {
    warnings.push(
      `${plural(garbled, 'row')} ${garbled === 1 ? 'has' : 'have'} text that is not UTF-8: names that differ ` +
        'in it alone count as one. Convert the file first, as in iconv -f ISO-8859-1 -t UTF-8.',
    );
  }
  return warnings;
}

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
