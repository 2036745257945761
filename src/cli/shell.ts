import type { Colors } from 'picocolors/types.js';

/** What a command may touch of the machine that it runs on. */
export interface Shell {
  /** Writes to standard output: the answer, and nothing else. */
  out(text: string): void;
  /** Writes to standard error: progress, warnings and errors. */
  err(text: string): void;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Of what goes to standard output, and of what goes to standard error. */
  readonly colors: Colors;
  readonly errColors: Colors;
  /** Whether progress may be drawn: standard error is a terminal. */
  readonly showsProgress: boolean;
  /** Milliseconds of a clock that only measures how long things take. */
  now(): number;
  /** Command line as typed, without the program's name. */
  readonly argv: readonly string[];
}

/** Exit statuses. */
export const EXIT = { done: 0, bug: 1, usage: 2, objectiveMissed: 3 } as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
