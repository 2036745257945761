import type { BandTier, ResultBand } from '../result/plan.js';
import type { RequiredTier, Result, ResultScenario } from '../result/result.js';
import { UNMAPPED } from '../result/summarize.js';
import { asSentence } from './as-sentence.js';
import { askedFigure, lessWords, neededWords } from './asked-figure.js';
import { clientName, resultsByClient } from './clients.js';
import {
  formatCount,
  formatNumberOf,
  formatPeriod,
  formatShare,
  formatSpan,
  formatTime,
} from './format-number.js';
import { heldWords } from './headroom-words.js';
import { scopeWords } from './limit-facts.js';
import { listed } from './listed.js';
import { printable } from './printable.js';
import { reservationWords, worstReservations } from './reservation-words.js';
import { doesWords, limitWords } from './scenario-words.js';
import { hasDefaultObjective, knowsNone } from './verdict.js';

/** A request for higher limits or a higher tier in words that the provider's support can act upon. */
export interface Ticket {
  /** Whose, where several clients were compared; as the Result has it. */
  readonly client?: string;
  /** Plain text; a line break within one begins an item of a list. */
  readonly paragraphs: readonly string[];
}

const DAY_MS = 86_400_000;

/** So many categories are named. */
const NAMED_CATEGORIES = 3;

/**
 * The support tickets that a Result gives cause for: for each client that needs a raise, the raise; where a
 * higher tier than the first suffices, that tier's access, of a plan for the client only that it is made for.
 */
export function tickets(result: Result): Ticket[] {
  if (result.requiredTiers === undefined) return ticket(result);
  return resultsByClient(result).flatMap(({ client, result: own }) =>
    ticket(own, client).map((each) => ({ ...each, client })),
  );
}

function ticket(result: Result, client?: string): Ticket[] {
  const { requiredTier, scenarios, plan, trace } = result;
  const isPlanned = plan !== undefined && plan.client === client;
  const last = scenarios.at(-1);
  if (last === undefined || requiredTier === undefined || knowsNone(trace)) return [];
  if (hasRaise(requiredTier)) {
    const paragraphs = [
      doing(result, last),
      binding(last),
      askingRaise(requiredTier, last),
      evidence(result, last, raiseOutcome(result, requiredTier, last.tier, isPlanned)),
    ];
    return [{ paragraphs }];
  }
  const place = scenarios.findIndex(({ tier }) => tier === requiredTier.tier);
  const chosen = scenarios[place];
  const below = scenarios[place - 1];
  const isOther = plan !== undefined && !isPlanned;
  if (isOther || chosen === undefined || below === undefined) return [];
  const paragraphs = [
    doing(result, chosen),
    binding(below),
    `We ask for ${printable(chosen.tier, 40)} access.`,
    evidence(result, chosen, accessOutcome(result, chosen.tier)),
  ];
  return [{ paragraphs }];
}

function hasRaise({ raise = [] }: RequiredTier): boolean {
  return raise.length > 0;
}

/** What we do, when, and how much. */
function doing({ trace, model, workload }: Result, scenario: ResultScenario): string {
  const who = [
    formatNumberOf(trace.apps, 'app'),
    formatNumberOf(trace.users, 'user'),
    formatNumberOf(trace.adAccounts, 'ad account'),
  ];
  const spanMs = Date.parse(trace.end) - Date.parse(trace.start);
  const sent = workload === undefined ? 'we sent' : 'we expect to send';
  const days = spanMs / DAY_MS;
  const rate =
    days < 1 ? '' : `, ${formatCount(Math.round(trace.requests / days))} a day on average`;
  return [
    `We use ${printable(model.title)} with ${listed(who)}.`,
    `From ${formatTime(trace.start)} to ${formatTime(trace.end)} (${formatSpan(spanMs)})`,
    `${sent} ${formatNumberOf(trace.requests, 'request')}${rate}${busiest(scenario)}${mostly(scenario)}.`,
  ].join(' ');
}

function busiest({ series: { offered, bucketMs, start } }: ResultScenario): string {
  const most = offered.reduce((top, count) => Math.max(top, count), 0);
  if (offered.length < 2 || most === 0) return '';
  const at = new Date(Date.parse(start) + offered.indexOf(most) * bucketMs).toISOString();
  return `; the busiest ${formatSpan(bucketMs)}, from ${formatTime(at)}, held ${formatCount(most)}`;
}

function mostly({ categories, totals }: ResultScenario): string {
  const named = categories
    .filter(({ category, offered }) => offered > 0 && category !== UNMAPPED)
    .toSorted((a, b) => b.offered - a.offered)
    .slice(0, NAMED_CATEGORIES)
    .map(
      ({ category, offered }) =>
        `${printable(category, 40)} (${formatShare(offered, totals.offered)})`,
    );
  return named.length === 0 ? '' : `. Most of them are ${listed(named)}`;
}

/** What is refused, and which limit binds. */
function binding(scenario: ResultScenario): string {
  const refused = `${printable(scenario.tier, 40)} access would ${doesWords(scenario)}.`;
  return `${asSentence(refused)} ${limitWords(scenario, [])}`.trim();
}

/** What we ask, rounded, with what is needed beside it. */
function askingRaise(required: RequiredTier, { limits }: ResultScenario): string {
  const { raise = [] } = required;
  const lines = raise.map((entry) => {
    const id = entry.limit.slice(entry.limit.indexOf('.') + 1);
    const name = printable(id, 40);
    const limit = limits.find((each) => each.id === id);
    if (entry.to === null) {
      return `- ${name}: another way to count, as no figure would do; today ${formatCount(entry.from)}`;
    }
    const asked = askedFigure(entry);
    const each =
      limit === undefined
        ? ''
        : ` ${limit.counts} ${formatPeriod(limit.windowMs)} ${scopeWords(limit.scope)}`;
    const needed = neededWords(entry, required);
    const beside = needed === '' ? '' : ` (${needed})`;
    return `- ${name}: ${formatCount(asked ?? entry.to)}${each} in place of ${formatCount(entry.from)}${beside}`;
  });
  const less = lessWords(required);
  const note = less === '' ? [] : [`These figures are enough; ${less}.`];
  return ['We ask for:', ...lines, ...note].join('\n');
}

/** @param outcome what would be with what is asked for, in sentences. */
function evidence(result: Result, scenario: ResultScenario, outcome: readonly string[]): string {
  const { tool, trace, model, settings, workload, reservations } = result;
  const { algorithm, denied, policy, tier, limits } = scenario;
  const sources = new Set(limits.map(({ provenance }) => sourceWords(provenance)));
  const from =
    workload === undefined
      ? 'recorded requests'
      : `requests of the profile ${printable(workload.name)}`;
  return [
    `Evidence: a simulation of the ${from} under your limits as published (${[...sources].join('; ')}),`,
    `with ${algorithm} windows, refused requests ${denied === 'free' ? 'using no quota' : 'using quota'}, and the client “${printable(clientName(policy), 40)}”.`,
    ...outcome,
    ...worstReservations(reservations, tier).map(reservationWords),
    `Trace sha256 ${printable(trace.sha256)}; model ${printable(model.name)}, sha256 ${printable(model.sha256)};`,
    `made by ${printable(tool.name)} ${printable(tool.version)}: ${printable(settings.command, 400)}`,
  ].join(' ');
}

/** What the limits asked for would do, whether a run has shown it, and under which settings; nothing where the run has not. */
function raiseOutcome(
  result: Result,
  { raiseHolds }: RequiredTier,
  tier: string,
  isPlanned: boolean,
): string[] {
  if (raiseHolds === false) return [];
  const shown = raiseHolds === true ? ', as a run with them shows' : '';
  const band = isPlanned ? result.plan?.raiseBand : undefined;
  const under = band === undefined ? '' : `, under ${waysWords(band)}`;
  return [`With the limits asked for, ${goalWords(result, tier)}${shown}${under}.`];
}

/** How many settings a tier holds under, of all that were asked: those that could not decide were not run for every tier. */
function outOfAll({ holds, settings }: BandTier, band: ResultBand): Omit<BandTier, 'tier'> {
  return holds === settings
    ? { holds: band.settings, settings: band.settings }
    : { holds, settings };
}

/** What a tier's access would do, under which settings, and how far the load could grow. */
function accessOutcome(result: Result, tier: string): string[] {
  const band = result.band?.tiers.find((each) => each.tier === tier);
  const under = band === undefined ? '' : `, under ${waysWords(outOfAll(band, result.band!))}`;
  const held = heldWords(result, tier);
  return [
    `With ${printable(tier, 40)} access, ${goalWords(result, tier)}, as a run shows${under}.`,
    ...(held === '' ? [] : [`It then holds up to ${held}.`]),
  ];
}

/** What would be reached under a tier, said of no more than the trace proves. */
function goalWords(result: Result, tier: string): string {
  const isReserved = result.reservations.some((each) => each.tier === tier);
  const within = isReserved ? 'within this trace ' : '';
  if (hasDefaultObjective(result)) return `${within}every request would be admitted at once`;
  const thresholds = result.objective.map(({ threshold }) => printable(threshold)).join(', ');
  return `${within}our objective (${thresholds}) would be met`;
}

function waysWords({ holds, settings }: Omit<BandTier, 'tier'>): string {
  const which = holds === settings ? 'all' : `${formatCount(holds)} of the`;
  return `${which} ${formatNumberOf(settings, 'way')} in which your windows may count`;
}

function sourceWords({ title, url, read }: ResultScenario['limits'][number]['provenance']): string {
  const parts = [title, url ?? '', read === undefined ? '' : `read ${read}`];
  return parts
    .filter((part) => part !== '')
    .map((part) => printable(part, 120))
    .join(', ');
}
