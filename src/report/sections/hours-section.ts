import type { Result, ResultScenario } from '../../result/result.js';
import { heatMapData, heatMapHeight, hoursOf } from '../charts/heat-map-data.js';
import { section } from '../elements.js';
import { type Figure, figureId, type PageFigures } from '../figure.js';
import { formatCount, formatShare } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/**
 * When in the day each category is busy and throttled, in UTC and in the reader's zone: of the scenario that throttles
 * most, else of the first. Nothing where the Result does not tell.
 */
export function hoursSection({ scenarios, trace }: Result, page: PageFigures): Markup {
  const [shown] = scenarios.toSorted((a, b) => b.totals.throttled - a.totals.throttled);
  if (shown === undefined) return html``;
  const label = scenarioLabels(scenarios)[scenarios.indexOf(shown)]!;
  const zones = [undefined, ...(page.zone === undefined ? [] : [page.zone])];
  const figures = zones.flatMap((zone) => hoursFigure(shown, label, trace, zone));
  if (figures.length === 0) return html``;
  return section('hours', page.charts['heat-map'].title, figures.map(page.draw));
}

function hoursFigure(
  scenario: ResultScenario,
  label: string,
  trace: Result['trace'],
  zone: string | undefined,
): Figure[] {
  const hours = hoursOf(trace, zone);
  const data = heatMapData(scenario, hours);
  const [most] = data.cells.toSorted((a, b) => b.throttled - a.throttled || b.offered - a.offered);
  if (most === undefined) return [];
  const { throttled, offered } = most;
  const words =
    throttled > 0
      ? `worst ${most.category}, ${most.words}: ${formatCount(throttled)} of ${formatCount(offered)} throttled (${formatShare(throttled, offered)})`
      : `busiest ${most.category}, ${most.words}: ${formatCount(offered)} offered`;
  const changes = hours.changes
    ? '; clocks change within the trace, hours are those at its start'
    : '';
  return [
    {
      id: figureId('heat-map', label, hours.zone),
      chart: 'heat-map',
      title: `${label}, hours of ${hours.zone}`,
      words: `${words}${changes}`,
      datasets: { ...data },
      tabled: { cells: data.cells.filter((cell) => cell.offered > 0) },
      height: heatMapHeight(data),
    },
  ];
}
