import type { RaisedLimit, Result, ResultScenario } from '../result/result.js';
import { askedFigure } from './asked-figure.js';
import { clientName, resultsByClient } from './clients.js';
import {
  formatCount,
  formatNumberOf,
  formatPeriod,
  formatShare,
  formatSpan,
  formatTime,
} from './format-number.js';
import { scopeWords } from './limit-facts.js';
import { listed } from './listed.js';
import { printable } from './printable.js';
import { reservationWords, worstReservations } from './reservation-words.js';
import { doesWords, limitWords } from './scenario-words.js';
import { hasDefaultObjective } from './verdict.js';

/** A request for higher limits in words that the provider's support can act upon. */
export interface Ticket {
  /** Whose, where several clients were compared; as the Result has it. */
  readonly client?: string;
  /** Plain text; a line break within one begins an item of a list. */
  readonly paragraphs: readonly string[];
}

const DAY_MS = 86_400_000;

/** So many categories are named. */
const NAMED_CATEGORIES = 3;

/** The support tickets that a Result gives cause for, one for each client that needs a raise; none where some tier suffices. */
export function tickets(result: Result): Ticket[] {
  if (result.requiredTiers === undefined) return ticket(result);
  return resultsByClient(result).flatMap(({ client, result: own }) =>
    ticket(own).map((each) => ({ ...each, client })),
  );
}

function ticket(result: Result): Ticket[] {
  const raise = result.requiredTier?.raise ?? [];
  const scenario = result.scenarios.at(-1);
  if (raise.length === 0 || scenario === undefined) return [];
  return [
    {
      paragraphs: [
        doing(result, scenario),
        binding(scenario),
        asking(raise, scenario),
        evidence(result, scenario),
      ],
    },
  ];
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
    .filter(({ offered }) => offered > 0)
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
function asking(raise: readonly RaisedLimit[], { limits }: ResultScenario): string {
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
    const needed = asked === entry.to ? '' : ` (${formatCount(entry.to)} are needed)`;
    return `- ${name}: ${formatCount(asked ?? entry.to)}${each} in place of ${formatCount(entry.from)}${needed}`;
  });
  return ['We ask for:', ...lines].join('\n');
}

function evidence(result: Result, scenario: ResultScenario): string {
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
    ...outcomeWords(result),
    ...worstReservations(reservations, tier).map(reservationWords),
    `Trace sha256 ${printable(trace.sha256)}; model ${printable(model.name)}, sha256 ${printable(model.sha256)};`,
    `made by ${printable(tool.name)} ${printable(tool.version)}: ${printable(settings.command, 400)}`,
  ].join(' ');
}

/** What the limits asked for would do, and whether a run has shown it; nothing where the run has not. */
function outcomeWords(result: Result): string[] {
  const { raiseHolds } = result.requiredTier ?? {};
  if (raiseHolds === false) return [];
  const thresholds = result.objective.map(({ threshold }) => printable(threshold)).join(', ');
  const goal = hasDefaultObjective(result)
    ? 'every request would be admitted at once'
    : `our objective (${thresholds}) would be met`;
  const shown = raiseHolds === true ? ', as a run with them shows' : '';
  return [`With the limits asked for, ${goal}${shown}.`];
}

function sourceWords({ title, url, read }: ResultScenario['limits'][number]['provenance']): string {
  const parts = [title, url ?? '', read === undefined ? '' : `read ${read}`];
  return parts
    .filter((part) => part !== '')
    .map((part) => printable(part, 120))
    .join(', ');
}

function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
