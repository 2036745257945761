import pc from 'picocolors';
import type { Result } from '../result/result.js';
import { cautionWords } from './caution-words.js';
import type { Palette } from './palette.js';
import { scenarioLabels } from './scenario-label.js';
import { adviceText } from './text-parts/advice-text.js';
import { bandText } from './text-parts/band-text.js';
import { clientsText } from './text-parts/clients-text.js';
import { evidenceText } from './text-parts/evidence-text.js';
import { growthLimitsText } from './text-parts/growth-limits-text.js';
import { headroomText } from './text-parts/headroom-text.js';
import { limitsText } from './text-parts/limits-text.js';
import { objectiveText } from './text-parts/objective-text.js';
import { replicationsText } from './text-parts/replications-text.js';
import { ticketText } from './text-parts/ticket-text.js';
import { tiersText } from './text-parts/tiers-text.js';
import { usersText } from './text-parts/users-text.js';
import { wakeUpsText } from './text-parts/wake-ups-text.js';
import { workloadText } from './text-parts/workload-text.js';
import { verdict } from './verdict.js';
import { wrap } from './wrap.js';

export type { Palette } from './palette.js';

/**
 * A Result for a terminal: the verdict, what a generated trace holds, what the clients do, and the tiers side
 * by side; then of a plan how far the load can grow, what would help and how sure that is, else the limits that
 * came closest and who suffers; last what to beware of.
 */
export function renderText(result: Result, palette: Palette = pc.createColors(false)): string {
  const parts = [
    verdictText(result, palette),
    workloadText(result, palette),
    clientsText(result, palette),
    tiersText(result, palette),
    ...(result.plan === undefined ? runParts(result, palette) : planParts(result, palette)),
    bandText(result, palette),
    replicationsText(result, palette),
    cautionsText(result, palette),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function runParts(result: Result, palette: Palette): string[] {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  return [
    objectiveText(result, palette),
    wakeUpsText(result, palette),
    ...scenarios.map((scenario, i) => limitsText(scenario, labels[i]!, palette)),
    ...scenarios.map((scenario, i) => usersText(scenario, labels[i]!, palette)),
  ];
}

function planParts(result: Result, palette: Palette): string[] {
  return [
    evidenceText(result, palette),
    headroomText(result, palette),
    growthLimitsText(result, palette),
    adviceText(result, palette),
    ticketText(result, palette),
  ];
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
