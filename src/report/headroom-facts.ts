import type { PlanHeadroom } from '../result/plan.js';
import type { Reservation, Result } from '../result/result.js';
import { isBroken, worstReservations } from './reservation-words.js';

/** A headroom over all replications: the median with its interval, and how many of the drawings had none. */
export interface DrawnHeadroom {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Drawings, and those of them in which the objective held at no load that was tried. */
  readonly drawings: number;
  readonly without: number;
  /** Whether all drawings gave the same. */
  readonly isSame: boolean;
}

/** The same headroom over all replications; undefined where it was not drawn again, or too seldom for an interval. */
export function drawnHeadroom(
  { replications, plan }: Result,
  { growth, tier }: PlanHeadroom,
): DrawnHeadroom | undefined {
  const found = replications?.figures.find(
    ({ figure, tier: of, client = plan?.client }) =>
      figure === `headroom, ${growth}` && of === tier && client === plan?.client,
  );
  const { estimate = null, low = null, high = null } = found?.interval ?? {};
  if (found === undefined || estimate === null || low === null || high === null) return undefined;
  const without = found.values.filter((value) => value === null).length;
  const isSame = found.values.every((value) => value === estimate);
  return { estimate, low, high, drawings: found.values.length, without, isSame };
}

/** Windows of limits that requests meet, in milliseconds, that are longer than the load at a headroom, and so not proven; the longest last. */
export function unprovenWindows({ scenarios }: Result, { tier, spanMs }: PlanHeadroom): number[] {
  if (spanMs === undefined) return [];
  const windows = scenarios
    .filter((scenario) => scenario.tier === tier)
    .flatMap(({ limits }) => limits.filter(({ offered }) => offered > 0))
    .map(({ windowMs }) => windowMs)
    .filter((windowMs) => windowMs > spanMs);
  return [...new Set(windows)].toSorted((a, b) => a - b);
}

/** What shows that a full window at today's rate would already need more than a tier allows; undefined where nothing does. */
export function brokenReservation({ reservations }: Result, tier: string): Reservation | undefined {
  return worstReservations(reservations, tier).find(isBroken);
}

/** When the growth expected reaches a tier's end; undefined where none was named, it never does, or today's rate is already past it. */
export function reachedAt(
  result: Result,
  { tier, reachedAt: at }: PlanHeadroom,
): string | undefined {
  return brokenReservation(result, tier) === undefined ? at : undefined;
}
