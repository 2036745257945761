import { isDefaultObjective } from '../result/objective.js';
import type { RequiredTier, Result, ResultScenario, ThresholdOutcome } from '../result/result.js';
import {
  formatCount,
  formatNumberOf,
  formatPeriod,
  formatPercent,
  formatShare,
  formatSpan,
  formatTime,
} from './format-number.js';
import { boundFirst, boundMost, closestFirst, limitRate, scopeWords } from './limit-facts.js';
import { printable } from './printable.js';
import { fullWindow, isBroken, reservationWords, worstReservations } from './reservation-words.js';
import { scenarioLabels } from './scenario-label.js';

/** The answer in words, in reading order: reservations before the headline, detail after it. */
export interface Verdict {
  /** What the trace is too short to show of the tiers that the headline speaks of. */
  readonly reservations: readonly string[];
  readonly headline: string;
  /** One sentence a scenario: what bound most, or what came closest. */
  readonly sentences: readonly string[];
}

/** So many limits to raise are named in the headline; the rest are counted. */
const SHOWN_ASKS = 3;

/** Whether the objective is that every request is admitted at its timestamp. */
export function hasDefaultObjective({ objective }: Result): boolean {
  return isDefaultObjective(objective.map(({ threshold }) => threshold));
}

/** Puts a Result's answer into words. */
export function verdict(result: Result): Verdict {
  return {
    reservations: tiersSpokenOf(result)
      .flatMap((tier) => worstReservations(result.reservations, tier))
      .map(reservationWords),
    headline: headline(result),
    sentences: detail(result),
  };
}

/** The required tier, else the last one, which needs a raise; every tier where none was asked for. */
function tiersSpokenOf({ requiredTier, scenarios }: Result): string[] {
  const tiers = [...new Set(scenarios.map(({ tier }) => tier))];
  if (requiredTier === undefined) return tiers;
  return requiredTier.tier === null ? tiers.slice(-1) : [requiredTier.tier];
}

function headline(result: Result): string {
  const { requiredTier, scenarios } = result;
  if (requiredTier === undefined) {
    return scenarios.map((scenario) => outcome(result, scenario)).join(' ');
  }
  return requiredTier.tier === null
    ? noneSuffices(result, requiredTier)
    : oneSuffices(result, requiredTier, requiredTier.tier);
}

function oneSuffices(result: Result, required: RequiredTier, chosen: string): string {
  const { scenarios } = result;
  const place = scenarios.findIndex(({ tier }) => tier === chosen);
  const below = scenarios.slice(0, Math.max(place, 0)).findLast(({ tier }) => tier !== chosen);
  if (below !== undefined) {
    const atLeast = isReserved(result, chosen) ? 'at least ' : '';
    return `You need ${atLeast}${accessTo(chosen)}: ${tierName(below.tier)} ${misses(result, required, below)}.`;
  }
  const suffices = hasDefaultObjective(result)
    ? 'suffices'
    : `meets the objective (${result.objective.map(({ threshold }) => printable(threshold)).join(', ')})`;
  const proof = scenarios[place];
  const because = proof === undefined ? '' : `: ${admittedPart(proof)}`;
  return withinTrace(result, chosen, accessTo(chosen), `${suffices}${because}`);
}

function isReserved({ reservations }: Result, tier: string): boolean {
  return reservations.some((reservation) => reservation.tier === tier);
}

/** What a tier does, said of no more than the trace proves. @param does a verb and what follows it. */
function withinTrace(
  { reservations }: Result,
  tier: string,
  subject: string,
  does: string,
): string {
  const worst = worstReservations(reservations, tier);
  const broken = worst.find(isBroken);
  if (broken !== undefined) {
    const lasts = `${subject} would not last ${fullWindow(broken.windowMs)} at this rate`;
    return asSentence(`${lasts}; within this trace it ${does}.`);
  }
  const within = worst.length > 0 ? 'within this trace, ' : '';
  return asSentence(`${within}${subject} ${does}.`);
}

function noneSuffices(result: Result, required: RequiredTier): string {
  const last = result.scenarios.at(-1);
  if (last === undefined) return 'No tier was tried.';
  const tried = new Set(result.scenarios.map(({ tier }) => tier)).size;
  const none =
    tried === 1
      ? `${accessTo(last.tier)} does not suffice: it`
      : `No tier suffices: even ${tierName(last.tier)}`;
  const atLeast = isReserved(result, last.tier) ? 'at least ' : '';
  const asked = ask(required, last);
  const raise = asked === '' ? '' : `; ask for ${atLeast}${asked}`;
  return asSentence(`${none} ${misses(result, required, last)}${raise}.`);
}

/** The raise to ask for in words: its first figures, the count of the rest, and what no figure would do for. */
function ask({ raise = [] }: RequiredTier, last: ResultScenario): string {
  const asks = raise.map(({ limit, from, to }) => {
    const id = limit.slice(limit.indexOf('.') + 1);
    const known = last.limits.find((each) => each.id === id);
    const period = known === undefined ? '' : ` ${formatPeriod(known.windowMs)}`;
    return to === null
      ? `a change of ${printable(id)}, for which no figure would do`
      : `${printable(id)} ${formatCount(from)} → ${formatCount(to)}${period}`;
  });
  if (asks.length === 0) return '';
  const shown = asks.slice(0, SHOWN_ASKS);
  const rest = asks.length - shown.length;
  if (rest > 0) shown.push(formatNumberOf(rest, 'more raise'));
  return shown.join(', ');
}

/** What a tier that does not do does: `would throttle 345 of 2,500 requests (13.8%), first at …, by …`. */
function misses(result: Result, required: RequiredTier, scenario: ResultScenario): string {
  const throttles = `would throttle ${throttledPart(scenario)}${firstRefusal(scenario)}`;
  const missed = required.met.filter(({ tier, ok }) => tier === scenario.tier && !ok);
  if (hasDefaultObjective(result) || missed.length === 0) return throttles;
  return `would miss ${missed.map(measured).join(' and ')}; it ${throttles}`;
}

function measured(outcome: ThresholdOutcome): string {
  const value = formatThresholdValue(outcome);
  return `${printable(outcome.threshold)}${value === '' ? '' : `, with ${value}`}`;
}

/**
 * What was measured against a threshold, in the threshold's own unit: a percentage of a share from 0 to 1, a
 * length of time of milliseconds, or a bare number. Empty where there was nothing to measure.
 */
export function formatThresholdValue({ threshold, value }: ThresholdOutcome): string {
  if (value === null) return '';
  if (threshold.trim().endsWith('%')) return formatPercent(value, 2);
  if (/\d(us|ms|s|m|h|d)$/.test(threshold.trim())) return formatSpan(value);
  return formatCount(value);
}

function outcome(result: Result, scenario: ResultScenario): string {
  const { tier, totals } = scenario;
  return totals.throttled === 0
    ? withinTrace(result, tier, tierName(tier), `would admit ${allOf(scenario)} at once`)
    : asSentence(
        `${tierName(tier)} would throttle ${throttledPart(scenario)}${firstRefusal(scenario)}.`,
      );
}

function allOf({ totals }: ResultScenario): string {
  return totals.offered === 1
    ? 'the one request'
    : `all ${formatNumberOf(totals.offered, 'request')}`;
}

function admittedPart(scenario: ResultScenario): string {
  const { offered, throttled } = scenario.totals;
  if (throttled > 0) return `it would throttle ${throttledPart(scenario)}`;
  return `${allOf(scenario)} ${offered === 1 ? 'was' : 'were'} admitted at once`;
}

function throttledPart({ totals: { offered, throttled } }: ResultScenario): string {
  return `${formatCount(throttled)} of ${formatNumberOf(offered, 'request')} (${formatShare(throttled, offered)})`;
}

function firstRefusal({ limits }: ResultScenario): string {
  const first = boundFirst(limits);
  if (first === undefined) return '';
  const limit = `${limitRate(first)} ${scopeWords(first.scope)} (${printable(first.id)})`;
  return `, first at ${formatTime(first.firstThrottledAt)}, by its limit of ${limit}`;
}

function detail(result: Result): string[] {
  const labels = scenarioLabels(result.scenarios);
  return result.scenarios.flatMap((scenario, i) => {
    const under = `Under ${labels[i]!}`;
    const { totals, limits } = scenario;
    const most = boundMost(limits);
    const late =
      totals.delayed === 0 || scenario.delayMs.p99 === null
        ? ''
        : ` ${formatNumberOf(totals.delayed, 'request')} would be admitted late; 99% of the admitted within ${formatSpan(scenario.delayMs.p99)}.`;
    if (most !== undefined) {
      const need =
        most.requiredLimit === null
          ? 'no figure for it would do'
          : `would have to be ${formatCount(most.requiredLimit)} ${formatPeriod(most.windowMs)}`;
      const share =
        most.throttled === totals.throttled
          ? `all ${formatCount(totals.throttled)}`
          : `${formatCount(most.throttled)} of ${formatCount(totals.throttled)}`;
      return `${under}, ${printable(most.id)} binds most: it throttles ${share}, and ${need}.${late}`;
    }
    const closest = closestFirst(limits)[0];
    if (closest === undefined) return [];
    const use = `${formatCount(closest.peakUse)} of ${limitRate(closest)} ${scopeWords(closest.scope)}`;
    return `${under}, ${printable(closest.id)} comes closest: ${use} at its peak (${formatPercent(closest.peakUse / closest.limit)}).${late}`;
  });
}

function tierName(tier: string): string {
  return printable(tier, 40);
}

function accessTo(tier: string): string {
  return `${tierName(tier)} access`;
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
