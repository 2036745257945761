/**
 * What is told to a person about their own input. Every error of this kind says where it stands, what
 * was found, what was expected and what to do; the command shows it without a stack trace.
 */

/** Where in the input an error stands: a file, and in it a line (from 1) or a JSON pointer (RFC 6901). */
export interface InputLocation {
  readonly file?: string;
  readonly line?: number;
  readonly pointer?: string;
}

/** One thing wrong with the input. */
export interface InputProblem {
  readonly message: string;
  readonly location?: InputLocation;
}

/** How many problems of many are shown; the rest are counted. */
export const SHOWN_PROBLEMS = 5;

/** `file:line`, `file#/pointer`, or both as `file:line (/pointer)`; beside a line, the pointer to the whole document is left out. */
export function formatLocation({ file = '', line, pointer }: InputLocation): string {
  if (line === undefined) return pointer === undefined ? file : `${file}#${pointer}`;
  return pointer === undefined || pointer === ''
    ? `${file}:${line}`
    : `${file}:${line} (${pointer})`;
}

function formatProblem({ message, location }: InputProblem): string {
  return location === undefined ? message : `${formatLocation(location)}: ${message}`;
}

/** What else there is to say about a list of problems. */
export interface InputErrorDetails {
  /** Where the problem stands, if it is a single text. */
  readonly location?: InputLocation;
  /** How many problems were found beyond those given. */
  readonly more?: number;
  /** What to do about all of them. */
  readonly advice?: string;
}

/** Wrong usage or bad input: the person can mend it. Exit status 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: string | readonly InputProblem[], details: InputErrorDetails = {}) {
    const { location, more = 0, advice } = details;
    const list =
      typeof problems === 'string'
        ? [location === undefined ? { message: problems } : { message: problems, location }]
        : problems;
    const lines = list.slice(0, SHOWN_PROBLEMS).map(formatProblem);
    const rest = list.length - lines.length + more;
    if (rest > 0) lines.push(`… and ${rest} more`);
    if (advice !== undefined) lines.push(advice);
    super(lines.join('\n'));
    this.problems = list;
  }
}

/** The same error, its problems placed in a file where they name none; whatever else was thrown as it is. */
export function placedIn(file: string, error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(
    error.problems.map(({ message, location }) => ({ message, location: { file, ...location } })),
  );
}

/** A promise of the program's own that does not hold: a bug of ours. Exit status 1. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}
