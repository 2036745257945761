import type { Result, ResultScenario } from '../result/result.js';
import { resultsByClient } from './clients.js';
import {
  formatBound,
  formatCount,
  formatFactor,
  formatPercent,
  formatShare,
} from './format-number.js';
import { GROWTH_WORDS } from './headroom-words.js';
import { closestFirst, limitRate } from './limit-facts.js';
import { printable } from './printable.js';

/** A figure that a reader takes away, and what it is of; both fit to be shown. */
export interface KeyFigure {
  readonly value: string;
  readonly of: string;
}

/**
 * At most four figures: what the tier below the required one would throttle, how near the required one comes to
 * its end, how long its requests wait, how far its load can grow, and under how many settings it suffices; else whom the
 * tier below would throttle, and what its limit would have to be. Of
 * several clients, those of the first, which is named.
 */
export function keyFigures(result: Result): KeyFigure[] {
  const first = result.requiredTiers === undefined ? undefined : resultsByClient(result)[0];
  const own = first?.result ?? result;
  const whose = first === undefined ? '' : `, with ${printable(first.client, 40)}`;
  const { scenarios, requiredTier } = own;
  const place = scenarios.findIndex(({ tier }) => tier === requiredTier?.tier);
  const chosen = place === -1 ? scenarios.at(-1) : scenarios[place];
  if (chosen === undefined) return [];
  const below = scenarios[place - 1];
  return [
    ...(below === undefined ? [] : throttled(below)),
    ...(below === undefined || chosen.totals.throttled > 0 ? throttled(chosen) : []),
    ...waited(chosen),
    ...closest(chosen),
    ...headroom(result, chosen),
    ...settings(result, chosen),
    ...(below === undefined ? [] : suffering(below)),
    ...(below === undefined ? [] : needed(below)),
  ]
    .slice(0, 4)
    .map(({ value, of }) => ({ value, of: `${of}${whose}` }));
}

function throttled({ tier, totals }: ResultScenario): KeyFigure[] {
  const value = formatShare(totals.throttled, totals.offered);
  return value === '' ? [] : [{ value, of: `of requests throttled under ${printable(tier, 40)}` }];
}

function suffering({ tier, users, totals }: ResultScenario): KeyFigure[] {
  if (users === undefined || users.count < 2 || totals.throttled === 0) return [];
  return [
    {
      value: `${formatCount(users.throttled)} of ${formatCount(users.count)}`,
      of: `users throttled under ${printable(tier, 40)}`,
    },
  ];
}

function needed({ tier, limits }: ResultScenario): KeyFigure[] {
  const [limit] = limits.toSorted((a, b) => b.throttled - a.throttled);
  if (limit === undefined || limit.throttled === 0 || limit.requiredLimit === null) return [];
  return [
    {
      value: formatCount(limit.requiredLimit),
      of: `needed of ${printable(limit.id, 40)} under ${printable(tier, 40)}, which allows ${limitRate(limit)}`,
    },
  ];
}

function waited({ tier, totals, delayMs }: ResultScenario): KeyFigure[] {
  if (totals.delayed === 0 || delayMs.p99 === null) return [];
  return [
    { value: formatBound(delayMs.p99), of: `99% of delays under ${printable(tier, 40)}, at most` },
  ];
}

function closest({ tier, limits }: ResultScenario): KeyFigure[] {
  const [limit] = closestFirst(limits);
  if (limit === undefined || limit.offered === 0) return [];
  const value = formatPercent(limit.peakUse / limit.limit);
  return [
    { value, of: `of ${printable(limit.id, 40)} used at its peak under ${printable(tier, 40)}` },
  ];
}

function headroom({ plan }: Result, { tier }: ResultScenario): KeyFigure[] {
  const found = (plan?.headroom ?? [])
    .filter((each) => each.tier === tier && each.factor !== null && each.breaksAt !== undefined)
    .toSorted((a, b) => a.factor! - b.factor!)[0];
  if (found === undefined) return [];
  const way = GROWTH_WORDS[found.growth].name;
  return [
    {
      value: `${formatFactor(found.factor!)}×`,
      of: `today’s load until ${printable(tier, 40)} ends (${way.charAt(0).toLowerCase()}${way.slice(1)})`,
    },
  ];
}

function settings({ band }: Result, { tier }: ResultScenario): KeyFigure[] {
  const counted = band?.tiers.find((each) => each.tier === tier);
  if (counted === undefined) return [];
  const { holds, settings: all } = counted;
  return [
    {
      value:
        holds === all
          ? `all ${formatCount(band!.settings)}`
          : `${formatCount(holds)} of ${formatCount(all)}`,
      of: `settings assumed under which ${printable(tier, 40)} suffices`,
    },
  ];
}
