import type { Result, ResultLimit } from '../../result/result.js';
import { quotaData, type Quota } from '../charts/quota-data.js';
import { quotaLimits } from '../charts/quota-windows.js';
import { section } from '../elements.js';
import { type Figure, figureId, type PageFigures } from '../figure.js';
import { formatCount, formatNumberOf } from '../format-number.js';
import { limitRate } from '../limit-facts.js';
import { html, type Markup } from '../markup.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { isZone } from '../zone-clock.js';

/** So many limits of a scenario are drawn. */
const SHOWN_LIMITS = 2;

/** How the days (in a short trace, the hours) of the limits that bind run down, and when they end; nothing where none does. */
export function quotaSection(result: Result, { charts, draw }: PageFigures): Markup {
  const { resetZone = 'UTC' } = result.settings;
  if (!isZone(resetZone)) return html``;
  const labels = scenarioLabels(result.scenarios);
  const figures = result.scenarios.flatMap((scenario, i) =>
    quotaLimits(scenario, result.trace)
      .slice(0, SHOWN_LIMITS)
      .flatMap((limit) => {
        const quota = quotaData(scenario, limit, resetZone);
        return quota === undefined || quota.ended === 0
          ? []
          : quotaFigure(quota, limit, labels[i]!, resetZone);
      }),
  );
  if (figures.length === 0) return html``;
  return section('quota', charts.quota.title, figures.map(draw));
}

function quotaFigure(quota: Quota, limit: ResultLimit, label: string, zone: string): Figure {
  const { table, worst, ended, leftOut, data } = quota;
  const rest = leftOut === 0 ? '' : `; ${formatCount(leftOut)} less bad not drawn`;
  return {
    id: figureId('quota', label, limit.id),
    chart: 'quota',
    title: `${label}, ${printable(limit.id, 40)}, times of ${printable(zone, 40)}`,
    words: `${limitRate(limit)} used up in ${formatCount(ended)} of ${formatNumberOf(table.length, 'window')}, soonest on ${worst.window} ${worst.ended ?? ''}${rest}`,
    datasets: { ...data },
    tabled: { windows: table },
  };
}
