import type { Result } from '../../result/result.js';
import type { Charts } from '../charts/chart-name.js';
import { wakeUpsData } from '../charts/wake-ups-data.js';
import { chart, section } from '../elements.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';
import { wakeUpWords } from '../wake-up-words.js';

/** How attempts crowd behind resets, a chart a scenario in which requests waited for one. */
export function wakeUpsSection({ scenarios }: Result, charts: Charts): Markup {
  const labels = scenarioLabels(scenarios);
  const figures = scenarios.flatMap(({ wakeUps }, i) => {
    if (wakeUps === undefined) return [];
    const words = wakeUpWords(wakeUps);
    const caption = html`<strong>${labels[i]}</strong> <span class="muted">${words}</span>`;
    return chart('wake-ups', `${labels[i]!}: ${words}`, caption, wakeUpsData(wakeUps));
  });
  if (figures.length === 0) return html``;
  return html`<div class="drawn">${section('wake-ups', charts['wake-ups'].title, figures)}</div>`;
}
