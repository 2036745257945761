import type { RaisedLimit } from '../result/result.js';

/** The figure to ask for: rounded up where the Result has it so, else what is needed; null where no figure would do. */
export function askedFigure({ ask, to }: RaisedLimit): number | null {
  return ask ?? to;
}
