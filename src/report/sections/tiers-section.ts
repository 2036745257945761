import type { Result, ResultScenario } from '../../result/result.js';
import { requiredTierOf } from '../clients.js';
import { nameOf, section, shareBar, table } from '../elements.js';
import { delayWords } from '../figure-words.js';
import {
  formatCount,
  formatPercent,
  formatRatio,
  formatShare,
  formatTime,
} from '../format-number.js';
import { boundFirst, boundMost, closestFirst, limitRate } from '../limit-facts.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { outcomeOf, thresholdOutcomes } from '../threshold-outcomes.js';
import { formatThresholdValue, hasDefaultObjective } from '../verdict.js';

type Cell = (scenario: ResultScenario) => Markup;

/** The scenarios side by side: a column each, a row a figure. */
export function tiersSection(result: Result): Markup {
  const { scenarios } = result;
  if (scenarios.length === 0) return html``;
  const labels = scenarioLabels(scenarios);
  const columns = scenarios.map((scenario, i) => {
    return html`<th scope="col" class="number">
      <bdi class="name">${labels[i]}</bdi>${requiredNote(result, scenario)}
    </th>`;
  });
  const rows = [...figures(scenarios), ...thresholds(result)].map(
    ([label, cell]) =>
      html`<tr>
        <th scope="row">${label}</th>
        ${scenarios.map((scenario) => html`<td class="number">${cell(scenario)}</td>`)}
      </tr>`,
  );
  const head = html`<tr>
    <td></td>
    ${columns}
  </tr>`;
  return section('tiers', 'Tiers side by side', table('Tiers side by side', head, rows, 'compact'));
}

function requiredNote(result: Result, scenario: ResultScenario): Markup {
  const { tier } = scenario;
  if (requiredTierOf(result, scenario)?.tier !== tier) return html``;
  const isReserved = result.reservations.some((reservation) => reservation.tier === tier);
  return html`<small>${isReserved ? 'enough for this trace' : 'required'}</small>`;
}

function figures(scenarios: readonly ResultScenario[]): [label: string, cell: Cell][] {
  const isLate = scenarios.some(({ totals }) => totals.delayed > 0);
  const hasRetries = scenarios.some(({ totals }) => totals.attempts > totals.offered);
  const hasLateWork = scenarios.some(({ lateWork }) => lateWork !== undefined);
  return [
    ['Requests offered', ({ totals }) => html`${formatCount(totals.offered)}`],
    ['Admitted', ({ totals }) => html`${formatCount(totals.admitted)}`],
    ['Throttled', throttled],
    ['Dropped', ({ totals }) => html`${formatCount(totals.dropped)}`],
    ...(isLate ? late : []),
    ...(hasLateWork ? lateWork : []),
    ...(hasRetries ? attempts : []),
    ['Limit that binds most', bindsMost],
    ['First throttled at', firstThrottled],
    ['Limit that comes closest', closest],
  ];
}

const late: [string, Cell][] = [
  ['Admitted late', ({ totals }) => html`${formatCount(totals.delayed)}`],
  ['Delay, median', ({ delayMs }) => html`${delayWords(delayMs.p50)}`],
  ['Delay, 99th percentile', ({ delayMs }) => html`${delayWords(delayMs.p99)}`],
  ['Delay, longest', ({ delayMs }) => html`${delayWords(delayMs.max)}`],
];

const lateWork: [string, Cell][] = [
  [
    'Unserved when the trace ends',
    ({ lateWork }) => html`${formatCount(lateWork?.unservedAtEnd ?? 0)}`,
  ],
];

const attempts: [string, Cell][] = [
  [
    'Attempts a request',
    ({ totals }) =>
      html`${formatRatio(totals.attempts / totals.offered)}<small
          >${formatCount(totals.attempts)} in all</small
        >`,
  ],
];

function throttled({ totals: { offered, throttled: count } }: ResultScenario): Markup {
  if (count === 0) return html`0`;
  return html`${formatCount(count)}
    <span class="muted">(${formatShare(count, offered)})</span
    >${shareBar(count / offered, 'throttled')}`;
}

function bindsMost({ limits }: ResultScenario): Markup {
  const limit = boundMost(limits);
  if (limit === undefined) return html`none`;
  return html`${nameOf(limit.id)}<small>${limitRate(limit)}</small>`;
}

function firstThrottled({ limits }: ResultScenario): Markup {
  const limit = boundFirst(limits);
  return html`${limit === undefined ? 'never' : formatTime(limit.firstThrottledAt)}`;
}

function closest({ limits }: ResultScenario): Markup {
  const limit = closestFirst(limits)[0];
  if (limit === undefined) return html`–`;
  const ratio = limit.peakUse / limit.limit;
  return html`${nameOf(limit.id)}<small>${formatPercent(ratio)} of ${limitRate(limit)}</small>`;
}

function thresholds(result: Result): [label: Markup, cell: Cell][] {
  if (hasDefaultObjective(result)) return [];
  const outcomes = thresholdOutcomes(result);
  return result.objective.map(({ threshold }) => [
    html`<code>${printable(threshold)}</code>`,
    (scenario) => {
      const outcome = outcomeOf(outcomes, threshold, scenario);
      if (outcome === undefined) return html`–`;
      return html`${outcome.ok ? 'met' : 'missed'}<small>${formatThresholdValue(outcome)}</small>`;
    },
  ]);
}
