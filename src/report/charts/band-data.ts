import type { ResultBand } from '../../result/plan.js';
import { hourWords } from '../band-fails.js';
import { formatPercent } from '../format-number.js';
import { printable } from '../printable.js';
import { type TierPlace, tierPlace } from './tier-place.js';

/** The verdict under one setting. */
export interface BandRow {
  readonly algorithm: string;
  /** Hour at which the day starts, or `any` where windows are not aligned to it. */
  readonly hour: string;
  readonly place: TierPlace;
  readonly required: string;
  /** Throttled share under each tier, in words. */
  readonly throttled: string;
}

/** Data source of `reports/charts/band.vl.json`. */
export interface BandData {
  readonly band: readonly BandRow[];
}

/** The verdicts of the settings in which refused requests are free, or charged. */
export function bandData({ verdicts, tiers }: ResultBand, denied: 'free' | 'charged'): BandData {
  const names = tiers.map(({ tier }) => tier);
  const band = verdicts
    .filter((each) => each.denied === denied)
    .map(({ algorithm, resetHour, requiredTier, tiers: ofTiers }): BandRow => {
      return {
        algorithm,
        hour: resetHour === undefined ? 'any' : hourWords(resetHour),
        place: tierPlace(requiredTier, names),
        required: requiredTier === null ? 'no tier suffices' : printable(requiredTier, 40),
        throttled: ofTiers
          .map((each) => `${printable(each.tier, 40)} ${formatPercent(each.throttledShare, 2)}`)
          .join(', '),
      };
    });
  return { band };
}
