import { nearest } from '../nearest.js';

/** ` Did you mean "limit"?` where a known word is near to what was typed, else nothing: made to end a message. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const near = nearest(typed, known);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}
