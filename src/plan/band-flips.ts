import type { BandFlip, BandVerdict } from '../result/plan.js';

type Assumption = BandFlip['assumption'];
type Answer = Pick<BandVerdict, Assumption | 'requiredTier' | 'tiers'>;

const ASSUMPTIONS: readonly Assumption[] = ['algorithm', 'denied', 'resetHour'];

/**
 * The assumptions on which the required tier depends: those of which another value alone, the others kept, changes
 * it under some setting. The one that does so under most settings comes first. An hour at which days start is kept
 * by windows that are not aligned, whatever it is.
 */
export function bandFlips(verdicts: readonly Answer[]): BandFlip[] {
  return ASSUMPTIONS.map((assumption) => ({
    assumption,
    changes: verdicts.filter((one) =>
      verdicts.some(
        (other) => one.requiredTier !== other.requiredTier && differOnlyIn(assumption, one, other),
      ),
    ).length,
  }))
    .filter(({ changes }) => changes > 0)
    .toSorted((a, b) => b.changes - a.changes)
    .map(({ assumption }) => ({ assumption, values: valuesOf(assumption, verdicts) }));
}

function differOnlyIn(assumption: Assumption, one: Answer, other: Answer): boolean {
  return ASSUMPTIONS.every((name) => {
    const isOpen = one[name] === undefined || other[name] === undefined;
    return name === assumption
      ? !isOpen && one[name] !== other[name]
      : isOpen || one[name] === other[name];
  });
}

function valuesOf(assumption: Assumption, verdicts: readonly Answer[]): BandFlip['values'] {
  const seen = new Map<string, Set<string | null>>();
  for (const verdict of verdicts) {
    const value = verdict[assumption];
    if (value === undefined) continue;
    const tiers = seen.get(String(value)) ?? new Set();
    seen.set(String(value), tiers.add(verdict.requiredTier));
  }
  const inOrder = [...(verdicts[0]?.tiers.map(({ tier }) => tier) ?? []), null];
  return Array.from(seen, ([value, tiers]) => ({
    value,
    requiredTiers: inOrder.filter((tier) => tiers.has(tier)),
  }));
}
