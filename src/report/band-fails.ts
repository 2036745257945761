import type { BandTier, BandVerdict, ResultBand } from '../result/plan.js';
import { formatCount } from './format-number.js';
import { listed, listedRanges } from './listed.js';
import { printable } from './printable.js';

const DENIED = [
  ['free', 'if refused requests use no quota'],
  ['charged', 'if refused requests use quota'],
] as const;

/**
 * The settings under which a tier fails, exactly, those of algorithms alike together: `sliding-log and
 * token-bucket`, `sliding-counter with a day that starts at any hour but 03:00 or 23:00 UTC`.
 */
export function failingWords(band: ResultBand, tier: BandTier): string[] {
  const byCondition = new Map<string, string[]>();
  for (const { algorithm, all, failing } of failingOf(band, tier)) {
    const condition = conditionOf(all, failing);
    byCondition.set(condition, [...(byCondition.get(condition) ?? []), algorithm]);
  }
  return [...byCondition].map(([condition, names]) => `${listed(names)}${condition}`);
}

/** The same counted by algorithm: `44 of 48 with sliding-counter`. */
export function failingCounts(band: ResultBand, tier: BandTier): string[] {
  return failingOf(band, tier).map(
    ({ algorithm, all, failing }) =>
      `${formatCount(failing.length)} of ${formatCount(all.length)} with ${algorithm}`,
  );
}

/** The verdicts of the settings that a tier can feel: one hour stands for all where it has no daily window. */
export function settingsOf({ verdicts }: ResultBand, { settings }: BandTier): BandVerdict[] {
  return verdicts.filter(({ resetHour = 0 }) => settings === verdicts.length || resetHour === 0);
}

/** Whether a tier misses the objective under a setting. */
export function fails({ tiers }: BandVerdict, tier: string): boolean {
  return tiers.some((each) => each.tier === tier && !each.ok);
}

/** Under how many settings a tier meets the objective. */
export function holdsUnder(verdicts: readonly BandVerdict[], tier: string): number {
  return verdicts.filter(({ tiers }) => tiers.some((each) => each.tier === tier && each.ok)).length;
}

/** Whether a tier suffices under some settings, and not under others. */
export function isPartial({ holds, settings }: BandTier): boolean {
  return holds > 0 && holds < settings;
}

/** `07:00`. */
export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** Of each algorithm under which a tier fails, all settings and those that fail. */
function failingOf(band: ResultBand, tier: BandTier) {
  const verdicts = settingsOf(band, tier);
  return [...new Set(verdicts.map(({ algorithm }) => algorithm))]
    .map((algorithm) => {
      const all = verdicts.filter((each) => each.algorithm === algorithm);
      const failing = all.filter((each) => fails(each, tier.tier));
      return { algorithm: printable(algorithm, 40), all, failing };
    })
    .filter(({ failing }) => failing.length > 0);
}

/** What sets the failing settings of an algorithm apart from all of its settings; empty where all fail. */
function conditionOf(all: readonly BandVerdict[], failing: readonly BandVerdict[]): string {
  const parts = DENIED.flatMap(([denied, words]) => {
    const some = failing.filter((each) => each.denied === denied);
    if (some.length === 0) return [];
    const asked = all.filter((each) => each.denied === denied);
    return [{ words, hours: some.length === asked.length ? '' : hoursWords(asked, some) }];
  });
  const asked = new Set(all.map(({ denied }) => denied)).size;
  const hours = new Set(parts.map((each) => each.hours));
  if (parts.length === asked && hours.size === 1) {
    const [only] = [...hours];
    return only === '' ? '' : ` with a day that starts at ${only!}`;
  }
  const clauses = parts.map(({ words, hours: at }) =>
    at === '' ? words : `${words} and the day starts at ${at}`,
  );
  return ` ${clauses.join(', or ')}`;
}

/** Hours of some settings, of those asked: `08:00–13:00 UTC`, `any hour but 03:00 or 23:00 UTC`. */
function hoursWords(asked: readonly BandVerdict[], some: readonly BandVerdict[]): string {
  const hours = hoursOf(some);
  const others = hoursOf(asked).filter((hour) => !hours.includes(hour));
  const isMost = others.length < hours.length;
  const ranges = listedRanges(isMost ? others : hours, hourWords).split(', ');
  return `${isMost ? 'any hour but ' : ''}${listed(ranges, 'or')} UTC`;
}

function hoursOf(verdicts: readonly BandVerdict[]): number[] {
  return verdicts.flatMap(({ resetHour }) => resetHour ?? []).toSorted((a, b) => a - b);
}
