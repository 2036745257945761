import type { Result, ResultScenario } from '../../result/result.js';
import type { Charts } from '../charts/chart-name.js';
import { lateAdmissionsData } from '../charts/late-admissions-data.js';
import { requestsData } from '../charts/requests-data.js';
import { chart, section } from '../elements.js';
import { formatCount, formatShare } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** Requests over time, a chart a scenario, and another where requests were admitted late. */
export function trafficSection({ scenarios }: Result, charts: Charts): Markup {
  const labels = scenarioLabels(scenarios);
  const figures = scenarios.flatMap((scenario, i) =>
    scenario.series.offered.length === 0 ? [] : trafficOf(scenario, labels[i]!, charts),
  );
  if (figures.length === 0) return html``;
  return html`<div class="drawn">${section('traffic', charts.requests.title, figures)}</div>`;
}

function trafficOf({ series, totals }: ResultScenario, label: string, charts: Charts): Markup[] {
  const share = totals.throttled === 0 ? '' : ` (${formatShare(totals.throttled, totals.offered)})`;
  const words = `${formatCount(totals.throttled)} of ${formatCount(totals.offered)} throttled${share}`;
  const caption = html`<strong>${label}</strong> <span class="muted">${words}</span>`;
  const requests = chart('requests', `${label}: ${words}`, caption, requestsData(series));
  if (totals.delayed === 0) return [requests];
  const { title } = charts['late-admissions'];
  const late = `${formatCount(totals.delayed)} admitted late`;
  const lateCaption = html`${title} <span class="muted">${late}</span>`;
  return [
    requests,
    chart('late-admissions', `${label}: ${late}`, lateCaption, lateAdmissionsData(series)),
  ];
}
