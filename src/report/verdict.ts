import { isDefaultObjective } from '../result/objective.js';
import type {
  RequiredTier,
  Result,
  ResultScenario,
  ResultTrace,
  ThresholdOutcome,
} from '../result/result.js';
import { asSentence } from './as-sentence.js';
import { askedFigure, lessWords, neededWords } from './asked-figure.js';
import { bandWords } from './band-words.js';
import { resultsByClient } from './clients.js';
import {
  formatCount,
  formatNumberOf,
  formatPercent,
  formatPeriod,
  formatShare,
  formatSpan,
} from './format-number.js';
import { headroomWords } from './headroom-words.js';
import { listed } from './listed.js';
import { toldOfPlanClient } from './plan-client.js';
import { printable } from './printable.js';
import { fullWindow, isBroken, reservationWords, worstReservations } from './reservation-words.js';
import { scenarioLabels } from './scenario-label.js';
import { doesWords, fateWords, limitWords, provesWords } from './scenario-words.js';

/** The answer in words, in reading order: reservations before the headline, detail after it. */
export interface Verdict {
  /** What the trace is too short to show of any tier. */
  readonly reservations: readonly string[];
  readonly headline: string;
  /** How far the load can grow and how sure the answer is, where that was asked. Then a paragraph a scenario: what bound most or came closest, and who waited; where several clients were compared, one a client. */
  readonly sentences: readonly string[];
}

/** From this share of requests on that the model does not know, the verdict says so. */
const UNJUDGED = 0.1;

/** So many limits to raise are named in the headline; the rest are counted. */
const SHOWN_ASKS = 3;

/** Whether the objective is that every request is admitted at its timestamp. */
export function hasDefaultObjective({ objective }: Result): boolean {
  return isDefaultObjective(objective.map(({ threshold }) => threshold));
}

/** Puts a Result's answer into words. */
export function verdict(result: Result): Verdict {
  const { requiredTiers } = result;
  const tiers = [...new Set(result.scenarios.map(({ tier }) => tier))];
  const reservations = tiers
    .flatMap((tier) => worstReservations(result.reservations, tier))
    .map(reservationWords)
    .concat(unjudgedWords(result));
  return {
    reservations,
    headline:
      requiredTiers === undefined ? headline(result) : headlineOfClients(result, requiredTiers),
    sentences: [...foresight(result), ...detail(result)],
  };
}

/** How far the load can grow and how sure the answer is, where that was asked: the first sentences of the verdict. */
export function foresight(result: Result): string[] {
  return [...headroomWords(result), ...bandWords(result)].map((sentence) =>
    toldOfPlanClient(result, sentence),
  );
}

/** What bound most or came closest, and who waited, a paragraph a scenario or client: the other sentences of the verdict. */
export function detail(result: Result): string[] {
  return result.requiredTiers === undefined
    ? scenarioDetail(result)
    : resultsByClient(result).map((each) => clientDetail(each.client, each.result));
}

/** Whether the model knows no request of the trace, so that only limits on every request were tried. */
export function knowsNone({ requests, unmapped }: ResultTrace): boolean {
  return requests > 0 && unmapped.requests === requests;
}

/** Where the model does not know what a good part of the requests ask for, so that few limits were tried on them. */
function unjudgedWords({ trace }: Result): string[] {
  const { requests } = trace.unmapped;
  if (requests < UNJUDGED * trace.requests || requests === 0) return [];
  if (knowsNone(trace)) {
    return ['The model knows no request of this trace: only limits on every request were tried.'];
  }
  const share = formatShare(requests, trace.requests);
  return [
    `The model does not know ${formatCount(requests)} of the ${formatNumberOf(trace.requests, 'request')} (${share}): only limits on every request were tried on them.`,
  ];
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
    : `meets the objective (${objectiveText(result)})`;
  const proof = scenarios[place];
  const because = proof === undefined ? '' : `: ${provesWords(proof)}`;
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
function ask(required: RequiredTier, last: ResultScenario): string {
  const { raise = [] } = required;
  const asks = raise.map((entry) => {
    const { limit, from } = entry;
    const id = limit.slice(limit.indexOf('.') + 1);
    const known = last.limits.find((each) => each.id === id);
    const period = known === undefined ? '' : ` ${formatPeriod(known.windowMs)}`;
    const asked = askedFigure(entry);
    if (asked === null) return `a change of ${printable(id)}, for which no figure would do`;
    const needed = neededWords(entry, required);
    const beside = needed === '' ? '' : ` (${needed})`;
    return `${printable(id)} ${formatCount(from)} → ${formatCount(asked)}${period}${beside}`;
  });
  if (asks.length === 0) return '';
  const shown = asks.slice(0, SHOWN_ASKS);
  const rest = asks.length - shown.length;
  if (rest > 0) shown.push(formatNumberOf(rest, 'more raise'));
  const less = lessWords(required);
  return `${shown.join(', ')}${less === '' ? '' : ` (${less})`}`;
}

/** What a tier that does not do does: `would throttle 345 of 2,500 requests (13.8%), first at …, by …`. */
function misses(result: Result, required: RequiredTier, scenario: ResultScenario): string {
  const does = `would ${doesWords(scenario)}`;
  const missed = required.met.filter(({ tier, ok }) => tier === scenario.tier && !ok);
  if (hasDefaultObjective(result) || missed.length === 0) return does;
  const measured = missed.map(
    (outcome) => `${printable(outcome.threshold)} (${formatThresholdValue(outcome)})`,
  );
  return `would miss ${measured.join(' and ')}; it ${does}`;
}

/**
 * What was measured against a threshold, in the threshold's own unit: a percentage of a share from 0 to 1, a
 * length of time of milliseconds, or a bare number; `no data` where there was nothing to measure.
 */
export function formatThresholdValue({ threshold, value }: ThresholdOutcome): string {
  if (value === null) return 'no data';
  if (threshold.trim().endsWith('%')) return formatPercent(value, 2);
  if (/\d(us|ms|s|m|h|d)$/.test(threshold.trim())) return formatSpan(value);
  return formatCount(value);
}

function outcome(result: Result, scenario: ResultScenario): string {
  const { tier, totals } = scenario;
  const does = `would ${doesWords(scenario)}`;
  return totals.throttled === 0
    ? withinTrace(result, tier, tierName(tier), does)
    : asSentence(`${tierName(tier)} ${does}.`);
}

/** What bound most or came closest under each scenario, and what became of its requests. */
function scenarioDetail({ scenarios, trace, reservations }: Result): string[] {
  const labels = scenarioLabels(scenarios);
  return scenarios.flatMap((scenario, i) => {
    const fate = fateWords(scenario, trace);
    const limit = limitWords(scenario, reservations);
    const words = [limit, limit === '' ? fate : asSentence(fate)].filter((text) => text !== '');
    return words.length === 0 ? [] : `Under ${labels[i]!}, ${words.join(' ')}`;
  });
}

/** A client's own headline, and what became of its requests under each tier. */
function clientDetail(client: string, result: Result): string {
  const { scenarios, trace } = result;
  const fates = scenarios.flatMap((scenario) => {
    const fate = fateWords(scenario, trace);
    return fate === '' ? [] : ` Under ${tierName(scenario.tier)}, ${fate}`;
  });
  const own = headline(result);
  return `With ${printable(client, 40)}, ${own.charAt(0).toLowerCase()}${own.slice(1)}${fates.join('')}`;
}

/** What all clients need, or who needs what. */
function headlineOfClients(result: Result, required: NonNullable<Result['requiredTiers']>): string {
  const purpose = hasDefaultObjective(result)
    ? ''
    : `to meet the objective (${objectiveText(result)}), `;
  const tiers = [...new Set(required.map(({ tier }) => tier))];
  const all = tiers.length === 1 ? `all ${required.length} clients` : undefined;
  const needs = tiers.map((tier) => {
    const clients = required.filter((each) => each.tier === tier);
    const who = all ?? listed(clients.map(({ client }) => printable(client, 40)));
    if (tier === null) return `no tier suffices for ${who.replace(/^all/, 'any of the')}`;
    const verb = clients.length === 1 ? 'needs' : 'need';
    return `${who} ${verb} ${isReserved(result, tier) ? 'at least ' : ''}${accessTo(tier)}`;
  });
  const depends = all === undefined ? 'the tier depends on the client: ' : '';
  return asSentence(`${purpose}${depends}${needs.join('; ')}.`);
}

function objectiveText({ objective }: Result): string {
  return objective.map(({ threshold }) => printable(threshold)).join(', ');
}

function tierName(tier: string): string {
  return printable(tier, 40);
}

function accessTo(tier: string): string {
  return `${tierName(tier)} access`;
}
