import pc from 'picocolors';
import type { Result } from '../result/result.js';
import { cautionWords } from './caution-words.js';
import type { Palette } from './palette.js';
import { scenarioLabels } from './scenario-label.js';
import { clientsText } from './text-parts/clients-text.js';
import { limitsText } from './text-parts/limits-text.js';
import { objectiveText } from './text-parts/objective-text.js';
import { tiersText } from './text-parts/tiers-text.js';
import { usersText } from './text-parts/users-text.js';
import { wakeUpsText } from './text-parts/wake-ups-text.js';
import { workloadText } from './text-parts/workload-text.js';
import { verdict } from './verdict.js';
import { wrap } from './wrap.js';

export type { Palette } from './palette.js';

/**
 * A Result for a terminal: the verdict, what a generated trace holds, what the clients do, the tiers side by
 * side, the limits that came closest, who suffers, and what to beware of.
 */
export function renderText(result: Result, palette: Palette = pc.createColors(false)): string {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  const parts = [
    verdictText(result, palette),
    workloadText(result, palette),
    clientsText(result, palette),
    tiersText(result, palette),
    objectiveText(result, palette),
    wakeUpsText(result, palette),
    ...scenarios.map((scenario, i) => limitsText(scenario, labels[i]!, palette)),
    ...scenarios.map((scenario, i) => usersText(scenario, labels[i]!, palette)),
    cautionsText(result, palette),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function verdictText(result: Result, palette: Palette): string {
  const { reservations, headline, sentences } = verdict(result);
  return [
    ...reservations.map((text) => palette.yellow(wrap(text))),
    palette.bold(wrap(headline)),
    ...sentences.map((text) => wrap(text)),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('');
}

function cautionsText(result: Result, palette: Palette): string {
  const cautions = cautionWords(result);
  if (cautions.length === 0) return '';
  const noted = cautions.map((text) => `${wrap(`- ${text}`)}\n`);
  return `${palette.yellow('Beware')}\n${noted.join('')}`;
}
