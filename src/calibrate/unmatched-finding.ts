import type { Tier } from '../model/rate-model.js';
import type { Finding, HeaderSeries } from './calibration.js';
import { limitsElsewhere, reasonToLeaveOut } from './left-out.js';

/**
 * What is said of a quota that is no limit of the tier.
 * @param all every quota of the recording.
 */
export function unmatchedFinding(
  series: HeaderSeries,
  all: readonly HeaderSeries[],
  { name }: Tier,
  tiers: readonly Tier[],
): Finding {
  const { label, announced } = series;
  const having = limitsElsewhere(series, all, tiers, name);
  const elsewhere = having.map(({ tier, id }) => `${tier}.${id}`).join(', ');
  const reason = reasonToLeaveOut(series, all, tiers, name);
  return {
    verdict: 'unknown',
    subject: label,
    message: `The headers of ${announced.toLocaleString('en-US')} answers speak of a quota that no limit of ${name} is${elsewhere === '' ? '' : `, and ${elsewhere} ${having.length === 1 ? 'is' : 'are'}`}.`,
    advice:
      having.length > 0
        ? `Perhaps another tier was recorded: --tier ${having[0]!.tier}. What -o writes leaves it out.`
        : `Add it to the model, or correct the limit that it is; what -o writes ${reason === undefined ? 'holds it as a limit of its own' : `leaves it out: ${reason}`}.`,
  };
}
