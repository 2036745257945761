import type { Result } from '../../result/result.js';
import { wakeUpsData } from '../charts/wake-ups-data.js';
import { section } from '../elements.js';
import { figureId, type PageFigures } from '../figure.js';
import { html, type Markup } from '../markup.js';
import { scenarioLabels } from '../scenario-label.js';
import { wakeUpWords } from '../wake-up-words.js';

/** How attempts crowd behind resets, a chart a scenario in which requests waited for one. */
export function wakeUpsSection({ scenarios }: Result, { charts, draw }: PageFigures): Markup {
  const labels = scenarioLabels(scenarios);
  const figures = scenarios.flatMap(({ wakeUps }, i) => {
    if (wakeUps === undefined) return [];
    return draw({
      id: figureId('wake-ups', labels[i]!),
      chart: 'wake-ups',
      title: labels[i]!,
      words: wakeUpWords(wakeUps),
      datasets: { ...wakeUpsData(wakeUps) },
    });
  });
  if (figures.length === 0) return html``;
  return section('wake-ups', charts['wake-ups'].title, figures);
}
