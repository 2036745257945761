import type { ReplicatedFigure } from '../../result/plan.js';

/** The unit in which a chart shows figures: what they are divided by, and its name. */
export interface DisplayUnit {
  readonly divisor: number;
  readonly name: string;
}

const SPANS: readonly DisplayUnit[] = [
  { divisor: 86_400_000, name: 'days' },
  { divisor: 3_600_000, name: 'hours' },
  { divisor: 60_000, name: 'minutes' },
  { divisor: 1000, name: 'seconds' },
];

/** A unit that suits figures up to a largest one. */
export function displayUnit(unit: ReplicatedFigure['unit'], largest: number): DisplayUnit {
  if (unit === 'share') return { divisor: 0.01, name: '%' };
  if (unit === 'factor') return { divisor: 1, name: 'times today’s load' };
  if (unit === 'count') return { divisor: 1, name: '' };
  return SPANS.find(({ divisor }) => largest >= 2 * divisor) ?? { divisor: 1, name: 'ms' };
}
