import type { RaisedLimit, RequiredTier } from '../result/result.js';
import { formatCount } from './format-number.js';

/** The figure to ask for: rounded up where the Result has it so, else what is needed; null where no figure would do. */
export function askedFigure({ ask, to }: RaisedLimit): number | null {
  return ask ?? to;
}

/** That less may do than a raise asks for; empty where none of it can be less, or it is not known to hold. */
export function lessWords({ raiseIsLeast }: RequiredTier): string {
  return raiseIsLeast === false ? 'less may do: the search was cut short' : '';
}

/** What is needed beside a larger figure that is asked for: `412 needed`; `412 enough` where less may do; empty where they are the same. */
export function neededWords(entry: RaisedLimit, { raiseIsLeast }: RequiredTier): string {
  if (entry.to === null || askedFigure(entry) === entry.to) return '';
  return `${formatCount(entry.to)} ${raiseIsLeast === false ? 'enough' : 'needed'}`;
}
