import type { Result, ResultScenario } from '../../result/result.js';
import { requiredTierOf } from '../clients.js';
import { countOf, delayWords } from '../figure-words.js';
import { formatCount, formatPercent, formatRatio, formatTime } from '../format-number.js';
import { boundFirst, boundMost, closestFirst, limitRate } from '../limit-facts.js';
import { type MarkdownColumn, markdownTable } from '../markdown-table.js';
import { markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { outcomeOf, thresholdOutcomes } from '../threshold-outcomes.js';
import { formatThresholdValue, hasDefaultObjective } from '../verdict.js';

/** A figure of a scenario, already Markdown, under its name. */
type Row = readonly [name: string, cell: (scenario: ResultScenario) => string];

/** The scenarios side by side: a column each, a row a figure. */
export function tiersMarkdown(result: Result): string {
  const { scenarios } = result;
  if (scenarios.length === 0) return '';
  const labels = scenarioLabels(scenarios);
  const columns = scenarios.map((scenario, i): MarkdownColumn => {
    return [`${markdownText(labels[i]!)}${requiredNote(result, scenario)}`, 'right'];
  });
  const rows = [...figures(scenarios), ...thresholds(result)].map(([name, cell]) => [
    name,
    ...scenarios.map(cell),
  ]);
  return markdownSection('Tiers side by side', markdownTable([['', 'left'], ...columns], rows));
}

function requiredNote(result: Result, scenario: ResultScenario): string {
  const { tier } = scenario;
  if (requiredTierOf(result, scenario)?.tier !== tier) return '';
  const isReserved = result.reservations.some((reservation) => reservation.tier === tier);
  return isReserved ? ' (enough for this trace)' : ' (required)';
}

function figures(scenarios: readonly ResultScenario[]): Row[] {
  const isLate = scenarios.some(({ totals }) => totals.delayed > 0);
  const hasRetries = scenarios.some(({ totals }) => totals.attempts > totals.offered);
  const hasLateWork = scenarios.some(({ lateWork }) => lateWork !== undefined);
  return [
    ['Requests offered', ({ totals }) => formatCount(totals.offered)],
    ['Admitted', ({ totals }) => formatCount(totals.admitted)],
    ['Throttled', ({ totals }) => countOf(totals.throttled, totals.offered)],
    ['Dropped', ({ totals }) => countOf(totals.dropped, totals.offered)],
    ...(isLate ? LATE : []),
    ...(hasLateWork ? UNSERVED : []),
    ...(hasRetries ? ATTEMPTS : []),
    ['Limit that binds most', bindsMost],
    ['First throttled at', firstThrottled],
    ['Limit that comes closest', closest],
  ];
}

const LATE: readonly Row[] = [
  ['Admitted late', ({ totals }) => countOf(totals.delayed, totals.offered)],
  ['Delay, median', ({ delayMs }) => delayWords(delayMs.p50)],
  ['Delay, 99th percentile', ({ delayMs }) => delayWords(delayMs.p99)],
  ['Delay, longest', ({ delayMs }) => delayWords(delayMs.max)],
];

const UNSERVED: readonly Row[] = [
  ['Unserved when the trace ends', ({ lateWork }) => formatCount(lateWork?.unservedAtEnd ?? 0)],
];

const ATTEMPTS: readonly Row[] = [
  ['Attempts', ({ totals }) => formatCount(totals.attempts)],
  ['Attempts a request', ({ totals }) => formatRatio(totals.attempts / totals.offered)],
];

function bindsMost({ limits }: ResultScenario): string {
  const limit = boundMost(limits);
  return limit === undefined ? 'none' : `${markdownName(printable(limit.id))}, ${limitRate(limit)}`;
}

function firstThrottled({ limits }: ResultScenario): string {
  const limit = boundFirst(limits);
  return limit === undefined ? 'never' : formatTime(limit.firstThrottledAt);
}

function closest({ limits }: ResultScenario): string {
  const limit = closestFirst(limits)[0];
  if (limit === undefined) return '–';
  return `${markdownName(printable(limit.id))}, ${formatPercent(limit.peakUse / limit.limit)} of ${limitRate(limit)}`;
}

function thresholds(result: Result): Row[] {
  if (hasDefaultObjective(result)) return [];
  const outcomes = thresholdOutcomes(result);
  return result.objective.map(({ threshold }): Row => [
    markdownName(printable(threshold)),
    (scenario) => {
      const outcome = outcomeOf(outcomes, threshold, scenario);
      if (outcome === undefined) return '–';
      return `${outcome.ok ? 'met' : 'missed'}, ${formatThresholdValue(outcome)}`;
    },
  ]);
}
