import type { Result } from '../../result/result.js';
import { timeRows } from '../charts/time-rows.js';
import { isPlain } from '../clients.js';
import { section } from '../elements.js';
import { type Figure, figureId, MOST_POINTS, type PageFigures } from '../figure.js';
import { formatCount, formatRatio, formatSpan } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** What clients that wait or retry make of the load, and how much work waits; nothing where none does. */
export function loadSection(result: Result, { charts, draw }: PageFigures): Markup {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  if (scenarios.every(({ policy }) => isPlain(policy))) return html``;
  const figures = labels.flatMap((label, i) => [
    ...loadOf(result, i, label),
    ...backlogOf(result, i, label, charts.backlog.title),
  ]);
  if (figures.length === 0) return html``;
  return section('load', charts.load.title, figures.map(draw));
}

/** Drawn where offered, sent and admitted differ. */
function loadOf(result: Result, scenario: number, label: string): Figure[] {
  const { series, totals } = result.scenarios[scenario]!;
  const { offered, attempts, admitted, throttled, delayed, dropped } = totals;
  if (throttled + delayed + dropped === 0 || series.offered.length === 0) return [];
  const sent =
    attempts > offered
      ? `${formatCount(attempts)} attempts, ${formatRatio(attempts / offered)} a request; `
      : '';
  const of = { chart: 'load', scenario } as const;
  return [
    {
      id: figureId('load', label),
      chart: 'load',
      title: label,
      words: `${formatCount(offered)} offered; ${sent}${formatCount(admitted)} admitted`,
      datasets: timeRows(result, of, { most: Math.floor(MOST_POINTS / 3) }),
      of,
    },
  ];
}

function backlogOf(result: Result, scenario: number, label: string, title: string): Figure[] {
  const { series, lateWork } = result.scenarios[scenario]!;
  if (series.backlog === undefined || lateWork === undefined) return [];
  const { peakBacklog, unservedAtEnd, drainMs } = lateWork;
  const drain = drainMs === 0 ? '' : `, the last admitted ${formatSpan(drainMs)} later`;
  const of = { chart: 'backlog', scenario } as const;
  return [
    {
      id: figureId('backlog', label),
      chart: 'backlog',
      title,
      words: `${formatCount(peakBacklog)} at most; ${formatCount(unservedAtEnd)} when the trace ended${drain}`,
      datasets: timeRows(result, of, {}),
      of,
    },
  ];
}
