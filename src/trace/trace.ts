import type { InputProblem } from '../errors.js';
import type { Columns, Names } from './columns.js';
import type { Disorder } from './disorder.js';
import type { Retries } from './demand/retries.js';

/** A trace as read: its columns, and what there is to say about the reading. */
export interface Trace {
  readonly columns: Columns;
  /** Source columns of the files, as named there, in order of first appearance. */
  readonly sourceColumns: readonly string[];
  readonly unmapped: Unmapped;
  readonly skipped: Skipped;
  /** Rows left out by the selection of a time span. */
  readonly unselected: number;
  /** Rows whose timestamp was before that of the row above them. */
  readonly outOfOrder: number;
  /** How those rows stand; absent where there are none. */
  readonly disorder?: Disorder;
  /** Rows whose time named no zone; absent is 0. */
  readonly unzoned?: number;
  /** What was folded into first attempts; absent where nothing was, or the trace is as recorded. */
  readonly folded?: Retries;
  /** What a reader of any result must know, in plain sentences. */
  readonly warnings: readonly string[];
}

/** What there is to say about a trace, with or without its columns at hand. */
export interface TraceFacts extends Omit<Trace, 'columns'> {
  readonly names: Names;
  readonly requests: number;
  /** Timestamps of the first and the last request, in whole microseconds. */
  readonly start: number;
  readonly end: number;
}

/** The facts of a trace in memory. */
export function factsOf({ columns, ...reading }: Trace): TraceFacts {
  const { names, length, timestamp } = columns;
  return {
    ...reading,
    names,
    requests: length,
    start: timestamp[0]!,
    end: timestamp[length - 1]!,
  };
}

/** Requests that the model does not map: how many, and under which names, the most frequent first. */
export interface Unmapped {
  readonly requests: number;
  readonly names: readonly { readonly name: string; readonly requests: number }[];
}

/** Rows that could not be read: how many, why, and the first few. */
export interface Skipped {
  readonly rows: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly examples: readonly InputProblem[];
}
