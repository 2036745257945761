import type { InputProblem } from '../errors.js';
import type { Columns } from './columns.js';

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
  /** What a reader of any result must know, in plain sentences. */
  readonly warnings: readonly string[];
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
