import type { Result } from '../../result/result.js';
import { printable } from '../printable.js';

/** A Result, and what to call it. */
export interface ComparedResult {
  /** Fit to be shown. */
  readonly name: string;
  readonly result: Result;
}

/** Results with their names, in the order given: the first is what the others are compared with. */
export function comparedResults(
  results: readonly Result[],
  names: readonly string[],
): ComparedResult[] {
  return results.map((result, i) => ({ name: printable(names[i] ?? '', 40), result }));
}
