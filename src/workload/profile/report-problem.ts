import { didYouMean } from '../../model/did-you-mean.js';
import { parseDuration } from '../../time.js';

/** Takes down a problem at a JSON pointer. */
export type ReportProblem = (pointer: string, message: string) => void;

/**
 * The one of some keys that a mapping has; a problem and undefined if it has none or several.
 * @param what what the mapping is, in words that begin the message.
 */
export function onlyKey<K extends string>(
  document: Partial<Record<K, unknown>>,
  keys: readonly K[],
  what: string,
  pointer: string,
  report: ReportProblem,
): K | undefined {
  const found = keys.filter((key) => document[key] !== undefined);
  if (found.length > 1) {
    report(pointer, `${what} has both "${found[0]!}" and "${found[1]!}"; keep one of the two`);
  } else if (found.length === 0) {
    report(pointer, `${what} is missing; expected one of ${keys.join(', ')}`);
  }
  return found.length === 1 ? found[0] : undefined;
}

/** The place of a name in a list; a problem and -1 if it is not there. */
export function indexOfName(
  name: string,
  known: readonly string[],
  what: string,
  pointer: string,
  report: ReportProblem,
): number {
  const index = known.indexOf(name);
  if (index === -1) {
    report(
      pointer,
      `${what} "${name}" is not declared; expected one of ${known.join(', ')}.${didYouMean(name, known)}`,
    );
  }
  return index;
}

/** A problem for each name that stands twice. */
export function checkUnique(
  names: readonly string[],
  pointerOf: (index: number) => string,
  report: ReportProblem,
): void {
  names.forEach((name, index) => {
    const first = names.indexOf(name);
    if (first === index) return;
    report(
      pointerOf(index),
      `"${name}" stands twice, as entries ${first + 1} and ${index + 1}; rename or remove one`,
    );
  });
}

/** A duration in microseconds; a problem and 1 if it is shorter than `least` or too long to be held. */
export function microseconds(
  text: string,
  pointer: string,
  report: ReportProblem,
  least = 0,
): number {
  const us = parseDuration(text);
  if (us !== null && us >= least) return us;
  report(
    pointer,
    us === null
      ? `${text} is too long; expected at most 104000d`
      : `${text} is too short; expected a duration longer than zero`,
  );
  return 1;
}
