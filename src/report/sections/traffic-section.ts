import type { Result } from '../../result/result.js';
import { timeRows } from '../charts/time-rows.js';
import { section } from '../elements.js';
import { type Figure, figureId, MOST_POINTS, type PageFigures } from '../figure.js';
import { formatCount, formatShare } from '../format-number.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';

/** Requests over time, a chart a scenario; of those that throttle nothing, one stands for all. */
export function trafficSection(result: Result, { charts, draw }: PageFigures): Markup {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  const places = [...scenarios.keys()].filter((i) => scenarios[i]!.series.offered.length > 0);
  if (places.length === 0) return html``;
  const isEasy = (i: number): boolean => scenarios[i]!.totals.throttled === 0;
  const shown = places.find(isEasy);
  const drawn = places.filter((i) => i === shown || !isEasy(i));
  const alike = places.filter((i) => !drawn.includes(i)).map((i) => labels[i]!);
  return section(
    'traffic',
    charts.requests.title,
    drawn.map((i) => draw(trafficOf(result, i, labels[i]!))),
    alike.length === 0
      ? ''
      : html`<p class="note">Nothing is throttled under ${alike.join(', ')} either.</p>`,
  );
}

/** The whole time, small, by which a reader with the page's script chooses the time that all charts of time show. */
export function overviewFigure(result: Result): Figure | null {
  const { scenarios } = result;
  const most = Math.max(...scenarios.map(({ totals }) => totals.throttled));
  const scenario = scenarios.findIndex(({ totals }) => totals.throttled === most);
  if ((scenarios[scenario]?.series.offered.length ?? 0) < 3) return null;
  const of = { chart: 'overview', scenario } as const;
  return {
    id: figureId('overview'),
    chart: 'overview',
    title: 'Time shown',
    words: scenarioLabels(scenarios)[scenario]!,
    datasets: timeRows(result, of, { most: MOST_POINTS / 2 }),
    of,
  };
}

function trafficOf(result: Result, scenario: number, label: string): Figure {
  const { throttled, offered } = result.scenarios[scenario]!.totals;
  const share = throttled === 0 ? '' : ` (${formatShare(throttled, offered)})`;
  const of = { chart: 'requests', scenario } as const;
  return {
    id: figureId('requests', label),
    chart: 'requests',
    title: label,
    words: `${formatCount(throttled)} of ${formatCount(offered)} throttled${share}`,
    datasets: timeRows(result, of, { most: MOST_POINTS / 2 }),
    of,
  };
}
