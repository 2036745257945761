import type { BandVerdict, ResultBand } from '../../src/result/plan.js';

const TIERS = ['trial', 'standard'] as const;

const ALGORITHMS = [
  'fixed-window',
  'fixed-window-anchored',
  'sliding-log',
  'sliding-counter',
  'token-bucket',
] as const;

type Setting = Pick<BandVerdict, 'algorithm' | 'denied' | 'resetHour'>;

/** A band of 102 settings, each requiring the tier, or none, that `required` says. */
export function sampleBand(
  required: (setting: Setting) => 'trial' | 'standard' | null,
  flips: ResultBand['flips'] = [],
): ResultBand {
  const settings = ALGORITHMS.flatMap((algorithm) =>
    (['free', 'charged'] as const).flatMap((denied): Setting[] =>
      algorithm === 'fixed-window' || algorithm === 'sliding-counter'
        ? Array.from({ length: 24 }, (_, resetHour) => ({ algorithm, denied, resetHour }))
        : [{ algorithm, denied }],
    ),
  );
  const verdicts = settings.map((setting): BandVerdict => {
    const tier = required(setting);
    const holds = { trial: tier === 'trial', standard: tier !== null };
    return {
      ...setting,
      requiredTier: tier,
      tiers: TIERS.map((each) => ({
        tier: each,
        ok: holds[each],
        throttledShare: holds[each] ? 0 : 0.031,
      })),
    };
  });
  return {
    settings: verdicts.length,
    runs: 61,
    tiers: TIERS.map((tier, i) => ({
      tier,
      settings: verdicts.length,
      holds: verdicts.filter(({ tiers }) => tiers[i]!.ok).length,
    })),
    verdicts,
    flips,
  };
}

/** Trial holds only in fixed and anchored windows, if refusals are free, and unless the day starts from 08:00 to 13:00. */
export function flippingBand(): ResultBand {
  const either = ['trial', 'standard'];
  return sampleBand(
    ({ algorithm, denied, resetHour = 0 }) =>
      algorithm.startsWith('fixed-window') && denied === 'free' && (resetHour < 8 || resetHour > 13)
        ? 'trial'
        : 'standard',
    [
      {
        assumption: 'algorithm',
        values: ALGORITHMS.map((value) => ({
          value,
          requiredTiers: value.startsWith('fixed-window') ? either : ['standard'],
        })),
      },
      {
        assumption: 'denied',
        values: [
          { value: 'free', requiredTiers: either },
          { value: 'charged', requiredTiers: ['standard'] },
        ],
      },
      {
        assumption: 'resetHour',
        values: Array.from({ length: 24 }, (_, hour) => ({
          value: String(hour),
          requiredTiers: hour < 8 || hour > 13 ? either : ['standard'],
        })),
      },
    ],
  );
}

/** No tier holds, but standard does in anchored windows. */
export function raisedBand(): ResultBand {
  const isAnchored = (algorithm: string) => algorithm === 'fixed-window-anchored';
  return sampleBand(
    ({ algorithm }) => (isAnchored(algorithm) ? 'standard' : null),
    [
      {
        assumption: 'algorithm',
        values: ALGORITHMS.map((value) => ({
          value,
          requiredTiers: [isAnchored(value) ? 'standard' : null],
        })),
      },
    ],
  );
}
