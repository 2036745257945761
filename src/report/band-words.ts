import type { BandFlip, BandTier, BandVerdict, ResultBand } from '../result/plan.js';
import type { Result } from '../result/result.js';
import { asSentence } from './as-sentence.js';
import {
  failingCounts,
  failingWords,
  fails,
  hourWords,
  isPartial,
  settingsOf,
} from './band-fails.js';
import { formatCount, formatNumberOf } from './format-number.js';
import { listed, listedRanges } from './listed.js';
import { printable } from './printable.js';

type Assumption = BandFlip['assumption'];

/** So many sets of settings are told in the verdict; more are counted. */
const TOLD_SETS = 3;

const ASSUMPTIONS: readonly Assumption[] = ['algorithm', 'denied', 'resetHour'];

/** An assumption by name, and how to find out from the API's own answers which of its values holds. */
export const ASSUMPTION_WORDS: Readonly<
  Record<Assumption, { readonly name: string; readonly header: string; readonly check: string }>
> = {
  algorithm: {
    name: 'How windows are counted',
    header: 'x-ratelimit-remaining',
    check:
      'watch x-ratelimit-remaining of one busy limit. If it jumps back to the full limit at a whole minute ' +
      '(hour, day), windows are fixed; if a whole window after the first request, anchored; if it trickles ' +
      'back, they slide or it is a token bucket: place by place as old requests pass out of the window, or ' +
      'at a steady pace.',
  },
  denied: {
    name: 'Whether refused requests use quota',
    header: 'x-ratelimit-remaining',
    check:
      'after a 429, see whether x-ratelimit-remaining of a limit that still has room falls with each ' +
      'further refusal. If it does, refusals are charged; if it stands, they are free.',
  },
  resetHour: {
    name: 'When the day starts',
    header: 'x-ratelimit-reset',
    check:
      'add x-ratelimit-reset of a daily limit, in seconds, to the time of the answer. The sum is the ' +
      'moment at which the day starts.',
  },
};

/** On how many settings the answer stands, what it is not true of, and what tells which holds; none where no band was made. */
export function bandWords(result: Result): string[] {
  const { band, requiredTier, reservations } = result;
  if (band === undefined || band.verdicts.length === 0) return [];
  const partials = band.tiers.filter(isPartial);
  const told = partials.find(({ tier }) => tier === requiredTier?.tier);
  const safe = band.tiers.find(({ holds, settings }) => holds === settings);
  const words =
    told === undefined ? sureWords(band, safe, partials[0]) : unsureWords(band, told, safe);
  const tier = told?.tier ?? safe?.tier;
  const isReserved = reservations.some((each) => each.tier === tier);
  const sentence = asSentence(`${isReserved ? 'within this trace, ' : ''}${words}`);
  return [[sentence, ...raiseBandWords(result), ...headersWords(band)].join(' ')];
}

/** Under how many settings the objective holds with the raise; none without one. */
export function raiseBandWords({ plan }: Pick<Result, 'plan'>): string[] {
  if (plan?.raiseBand === undefined) return [];
  const { settings, holds } = plan.raiseBand;
  return [`With the raise, the objective holds under ${holdsWords(holds, settings)}.`];
}

function holdsWords(holds: number, settings: number): string {
  const all = formatNumberOf(settings, 'setting');
  return holds === settings ? `all ${all}` : `${formatCount(holds)} of ${all}`;
}

/** Which headers tell the assumptions apart on which the required tier depends. */
function headersWords({ flips }: ResultBand): string[] {
  const headers = new Set(flips.map(({ assumption }) => ASSUMPTION_WORDS[assumption].header));
  if (headers.size === 0) return [];
  return [`Which holds, ${listed([...headers])} of your own answers can tell: see below.`];
}

/** The required tier, or another that does, under all settings; what holds under some is told after it. */
function sureWords(band: ResultBand, safe?: BandTier, partial?: BandTier): string {
  const all = `all ${formatNumberOf(band.settings, 'setting')}`;
  const only = partial === undefined ? '' : onlyUnder(band, partial);
  if (safe === undefined) {
    return only === '' ? `no tier suffices under any of ${all.slice(4)}.` : `${only}.`;
  }
  return `${name(safe)} suffices under ${all}${only === '' ? '' : `; ${only}`}.`;
}

function unsureWords(band: ResultBand, tier: BandTier, safe?: BandTier): string {
  const other = safe === undefined ? '' : ` ${asSentence(name(safe))} suffices under all of them.`;
  return `${onlyUnder(band, tier)}.${other}`;
}

function onlyUnder(band: ResultBand, tier: BandTier): string {
  const not = notWords(band, tier);
  return `${name(tier)} suffices only under ${formatCount(tier.holds)} of ${formatNumberOf(tier.settings, 'setting')}${not}`;
}

/** What a tier fails under: values that alone decide, if they say all; else the settings themselves, or how many of each algorithm. */
function notWords(band: ResultBand, tier: BandTier): string {
  const deciding = decidingWords(settingsOf(band, tier), tier.tier);
  if (deciding !== undefined)
    return deciding.length === 0 ? '' : `: not ${deciding.join(', nor ')}`;
  const exact = failingWords(band, tier);
  const told = exact.length > TOLD_SETS ? [listed(failingCounts(band, tier))] : exact;
  return `: not under ${told.join(', nor under ')}`;
}

/** Values each of which alone decides that a tier fails, each after those before it have been set aside; undefined where it fails under others too. */
function decidingWords(verdicts: readonly BandVerdict[], tier: string): string[] | undefined {
  let rest = verdicts;
  const clauses: string[] = [];
  for (const assumption of ASSUMPTIONS) {
    const valueOf = (verdict: BandVerdict) => verdict[assumption];
    const values = new Set(rest.map(valueOf));
    values.delete(undefined);
    const failing = [...values].filter((value) =>
      rest.every((verdict) => valueOf(verdict) !== value || fails(verdict, tier)),
    );
    if (failing.length === 0 || failing.length === values.size) continue;
    clauses.push(conditionWords(assumption, failing));
    rest = rest.filter((verdict) => !failing.includes(valueOf(verdict)));
  }
  return rest.some((verdict) => fails(verdict, tier)) ? undefined : clauses;
}

/** A condition in words: `if windows are sliding-log or token-bucket`, `if the day starts at 08:00–13:00 UTC`. */
export function conditionWords(assumption: Assumption, values: readonly unknown[]): string {
  if (assumption === 'algorithm') {
    const names = values.map((value) => printable(String(value), 40));
    return `if windows are ${listed(names, 'or')}`;
  }
  if (assumption === 'denied') {
    if (values.length > 1) return 'whether refused requests use quota or not';
    return `if refused requests use ${values[0] === 'charged' ? 'quota' : 'no quota'}`;
  }
  const hours = values.map(Number).toSorted((a, b) => a - b);
  return `if the day starts at ${listedRanges(hours, hourWords)} UTC`;
}

function name({ tier }: BandTier): string {
  return printable(tier, 40);
}
