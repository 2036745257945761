import type { Tier } from '../model/rate-model.js';
import type { Calibration, Finding, HeaderSeries } from './calibration.js';
import { refusalFindings } from './refusal-findings.js';
import { seriesFindings } from './series-findings.js';

/** What a calibration is told from. */
export type Calibrated = Pick<Calibration, 'trace' | 'tier' | 'algorithm' | 'refusals' | 'series'>;

const ORDER: readonly Finding['verdict'][] = ['differs', 'unknown', 'agrees'];

/**
 * What a calibration comes to, in plain sentences: where the model is wrong first, then what cannot be told, then where
 * it is right.
 * @param atResets the quotas whose counter is that of windows which begin where the resets say.
 * @param others what was found beside it.
 */
export function findings(
  calibrated: Calibrated,
  tier: Tier,
  tiers: readonly Tier[],
  atResets: ReadonlySet<HeaderSeries>,
  others: readonly Finding[],
): Finding[] {
  const { trace, refusals, series = [], algorithm } = calibrated;
  const context = { all: series, atResets, tier, tiers, algorithm };
  const all = [
    ...(refusals === undefined ? [] : refusalFindings(refusals, tier)),
    ...series.flatMap((one) => seriesFindings(one, context)),
    ...others,
    ...unreadable(trace),
  ];
  return ORDER.flatMap((verdict) => all.filter((finding) => finding.verdict === verdict));
}

function unreadable({ unreadable }: Calibrated['trace']): Finding[] {
  if (unreadable === undefined) return [];
  return [
    {
      verdict: 'unknown',
      subject: 'headers',
      message: `Rate limit headers of ${unreadable.rows.toLocaleString('en-US')} rows cannot be read and are left out: ${unreadable.examples[0]!}.`,
      advice: 'See that --map names the columns of limit, remaining and reset, each its own.',
    },
  ];
}
