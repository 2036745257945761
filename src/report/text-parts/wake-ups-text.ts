import type { Result } from '../../result/result.js';
import type { Palette } from '../palette.js';
import { scenarioLabels } from '../scenario-label.js';
import { wakeUpWords } from '../wake-up-words.js';
import { wrap } from '../wrap.js';

/** Whether clients wake up together, a paragraph a scenario; empty where none waits for a reset. */
export function wakeUpsText({ scenarios }: Result, palette: Palette): string {
  const labels = scenarioLabels(scenarios);
  const lines = scenarios.flatMap(({ wakeUps }, i) =>
    wakeUps === undefined ? [] : `${wrap(`- ${labels[i]!}: ${wakeUpWords(wakeUps)}`)}\n`,
  );
  return lines.length === 0 ? '' : `${palette.bold('Resets')}\n${lines.join('')}`;
}
