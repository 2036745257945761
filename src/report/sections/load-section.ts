import type { Result, ResultScenario, ResultTrace } from '../../result/result.js';
import { backlogData } from '../charts/backlog-data.js';
import type { Charts } from '../charts/chart-name.js';
import { loadData } from '../charts/load-data.js';
import { isPlain } from '../clients.js';
import { chart, section } from '../elements.js';
import { formatCount, formatRatio, formatSpan } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** What clients that wait or retry make of the load, and how much work waits; nothing where none does. */
export function loadSection({ scenarios, trace }: Result, charts: Charts): Markup {
  const labels = scenarioLabels(scenarios);
  if (scenarios.every(({ policy }) => isPlain(policy))) return html``;
  const figures = scenarios.flatMap((scenario, i) => [
    ...loadOf(scenario, labels[i]!),
    ...backlogOf(scenario, trace, charts.backlog.title),
  ]);
  if (figures.length === 0) return html``;
  return html`<div class="drawn">${section('load', charts.load.title, figures)}</div>`;
}

/** Drawn where offered, sent and admitted differ. */
function loadOf({ series, totals }: ResultScenario, label: string): Markup[] {
  const { offered, attempts, admitted, throttled, delayed, dropped } = totals;
  if (throttled + delayed + dropped === 0 || series.offered.length === 0) return [];
  const sent =
    attempts > offered
      ? `${formatCount(attempts)} attempts, ${formatRatio(attempts / offered)} a request; `
      : '';
  const words = `${formatCount(offered)} offered; ${sent}${formatCount(admitted)} admitted`;
  const caption = html`<strong>${label}</strong> <span class="muted">${words}</span>`;
  return [chart('load', `${label}: ${words}`, caption, loadData(series))];
}

function backlogOf(
  { series, lateWork }: ResultScenario,
  trace: ResultTrace,
  title: string,
): Markup[] {
  if (series.backlog === undefined || lateWork === undefined) return [];
  const { peakBacklog, unservedAtEnd, drainMs } = lateWork;
  const drain = drainMs === 0 ? '' : `, the last admitted ${formatSpan(drainMs)} later`;
  const words = `${formatCount(peakBacklog)} at most; ${formatCount(unservedAtEnd)} when the trace ended${drain}`;
  const caption = html`${title} <span class="muted">${words}</span>`;
  return [chart('backlog', words, caption, backlogData(series, trace.end))];
}
