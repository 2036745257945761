import type { BandFlip, BandVerdict, ResultBand } from '../result/plan.js';
import type { Result } from '../result/result.js';
import { formatCount, formatNumberOf } from './format-number.js';
import { listed, listedRanges } from './listed.js';
import { printable } from './printable.js';

type Assumption = BandFlip['assumption'];

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
export function bandWords({ band, requiredTier, reservations }: Result): string[] {
  if (band === undefined || band.verdicts.length === 0) return [];
  const partials = band.tiers.filter(({ holds, settings }) => holds > 0 && holds < settings);
  const told = partials.find(({ tier }) => tier === requiredTier?.tier);
  const safe = band.tiers.find(({ holds, settings }) => holds === settings);
  const words =
    told === undefined ? sureWords(band, safe, partials[0]) : unsureWords(band, told, safe);
  const tier = told?.tier ?? safe?.tier;
  const isReserved = reservations.some((each) => each.tier === tier);
  const sentence = asSentence(`${isReserved ? 'within this trace, ' : ''}${words}`);
  return [[sentence, ...headersWords(band)].join(' ')];
}

/** Which headers tell the assumptions apart on which the required tier depends. */
function headersWords({ flips }: ResultBand): string[] {
  const headers = new Set(flips.map(({ assumption }) => ASSUMPTION_WORDS[assumption].header));
  if (headers.size === 0) return [];
  return [`Which holds, ${listed([...headers])} of your own answers can tell: see below.`];
}

type TierCount = ResultBand['tiers'][number];

/** The required tier, or another that does, under all settings; what holds under some is told after it. */
function sureWords(band: ResultBand, safe?: TierCount, partial?: TierCount): string {
  const all = `all ${formatNumberOf(band.settings, 'setting')}`;
  const only = partial === undefined ? '' : onlyUnder(band, partial);
  if (safe === undefined) {
    return only === '' ? `no tier suffices under any of ${all.slice(4)}.` : `${only}.`;
  }
  return `${name(safe)} suffices under ${all}${only === '' ? '' : `; ${only}`}.`;
}

function unsureWords(band: ResultBand, tier: TierCount, safe?: TierCount): string {
  const other = safe === undefined ? '' : ` ${asSentence(name(safe))} suffices under all of them.`;
  return `${onlyUnder(band, tier)}.${other}`;
}

function onlyUnder({ verdicts }: ResultBand, tier: TierCount): string {
  const not = failsWords(verdicts, tier.tier);
  return `${name(tier)} suffices only under ${formatCount(tier.holds)} of ${formatNumberOf(tier.settings, 'setting')}${not}`;
}

/** What a tier fails under: values that alone decide, each after those before it have been set aside, then the count of the rest. */
function failsWords(verdicts: readonly BandVerdict[], tier: string): string {
  const fails = ({ tiers }: BandVerdict) => tiers.some((each) => each.tier === tier && !each.ok);
  let rest = verdicts;
  const clauses: string[] = [];
  for (const assumption of ASSUMPTIONS) {
    const valueOf = (verdict: BandVerdict) => verdict[assumption];
    const values = new Set(rest.map(valueOf));
    values.delete(undefined);
    const failing = [...values].filter((value) =>
      rest.every((verdict) => valueOf(verdict) !== value || fails(verdict)),
    );
    if (failing.length === 0 || failing.length === values.size) continue;
    clauses.push(conditionWords(assumption, failing));
    rest = rest.filter((verdict) => !failing.includes(valueOf(verdict)));
  }
  const left = rest.filter(fails).length;
  if (left > 0) {
    const which = clauses.length === 0 ? 'that no assumption alone decides' : 'more';
    clauses.push(`under ${formatCount(left)} ${which}`);
  }
  return clauses.length === 0 ? '' : `: not ${clauses.join(', nor ')}`;
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

/** `07:00`. */
export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function name({ tier }: TierCount): string {
  return printable(tier, 40);
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
