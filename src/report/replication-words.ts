import type { ReplicatedFigure, ResultReplications } from '../result/plan.js';
import { formatPercent } from './format-number.js';
import { listedRanges } from './listed.js';
import { printable } from './printable.js';

/** Seeds in rising order: `1–30`. */
export function seedWords(seeds: readonly number[]): string {
  return listedRanges(seeds.toSorted((a, b) => a - b));
}

/** Of which scenario a figure is: its tier, and its client where it has one. */
export function figureOf({ tier, client }: Pick<ReplicatedFigure, 'tier' | 'client'>): string {
  return client === undefined
    ? printable(tier, 40)
    : `${printable(tier, 40)} (${printable(client, 40)})`;
}

/** Whether the half-width that was asked for was reached; nothing where a count was asked for. */
export function replicationWords({ target }: ResultReplications): string[] {
  if (target === undefined) return [];
  const asked = `a half-width of ${formatPercent(target.halfWidth, 1)} of the estimate`;
  return [target.reached ? `Enough for ${asked}.` : `Too few for ${asked}.`];
}
