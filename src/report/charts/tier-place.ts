/** Colours of tiers are by their place; those past the last share its colour. `none`: no tier suffices. */
export const TIER_PLACES = ['1', '2', '3', '4', 'none'] as const;
export type TierPlace = (typeof TIER_PLACES)[number];

/** The place of a tier among those of a run, which decides its colour in every chart. */
export function tierPlace(tier: string | null, tiers: readonly string[]): TierPlace {
  if (tier === null) return 'none';
  return TIER_PLACES[Math.min(Math.max(tiers.indexOf(tier), 0), 3)]!;
}
