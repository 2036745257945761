import type { RateModel, Tier } from '../model/rate-model.js';
import type { Confidence, HeaderSeries, InferredLimit } from './calibration.js';

/** How sure a finding must be to change the model. */
export const SURE: readonly Confidence[] = ['high', 'medium'];

/** Of quotas that are one limit, as where it was raised, the one that most answers announce. */
export function mostAnnounced(series: readonly HeaderSeries[]): HeaderSeries | undefined {
  return series.reduce<HeaderSeries | undefined>(
    (most, one) => (most === undefined || one.announced > most.announced ? one : most),
    undefined,
  );
}

/**
 * The limits of other tiers that a quota may be; none where a name or a window tells that the calibrated tier was
 * recorded.
 * @param series all quotas of the recording.
 */
export function limitsElsewhere(
  { quota }: HeaderSeries,
  series: readonly HeaderSeries[],
  tiers: RateModel['tiers'],
  tierName: Tier['name'],
): readonly { readonly tier: string; readonly id: string }[] {
  if (series.some(({ limit }) => limit?.by === 'name' || limit?.by === 'window')) return [];
  return tiers
    .filter(({ name }) => name !== tierName)
    .flatMap(({ name, limits }) =>
      limits.filter(({ limit }) => limit === quota).map(({ id }) => ({ tier: name, id })),
    );
}

/** Why a quota that is none of the tier's limits becomes no limit of the corrected model; undefined where it does. */
export function reasonToLeaveOut(
  one: HeaderSeries,
  series: readonly HeaderSeries[],
  tiers: RateModel['tiers'],
  tierName: Tier['name'],
): string | undefined {
  const [other] = limitsElsewhere(one, series, tiers, tierName);
  if (other !== undefined) return `${other.tier} has it, use --tier ${other.tier}`;
  const isMute = one.answers === 0 && one.declaredWindowMs === undefined;
  return isMute || hasNoWindow(one.inferred) ? 'its window cannot be told' : undefined;
}

/** Whether the resets are of a bucket, or of a window that slides, whose length nothing tells. */
export function hasNoWindow({ window, anchor }: InferredLimit): boolean {
  if (window === undefined) return anchor?.kind === 'sliding';
  return !SURE.includes(window.confidence);
}
