import type { Trace } from '../trace.js';

/** Something odd about a trace, which a reader of its results should know. */
export interface Quirk {
  /** What kind it is: the name of its detector's file. */
  readonly name: string;
  /** How often it was found. */
  readonly count: number;
  /** The longest found, where it is a length of time. */
  readonly sizeMs?: number;
  /** The time of the first. */
  readonly at: string;
  /** In plain sentences. */
  readonly message: string;
}

/** Looks for one kind of quirk; undefined where a trace has none. */
export type QuirkDetector = (trace: Trace) => Quirk | undefined;
