import type { ResultBand } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { failingWords } from '../band-fails.js';
import { ASSUMPTION_WORDS } from '../band-words.js';
import { formatCount, formatNumberOf } from '../format-number.js';
import type { Palette } from '../palette.js';
import { ofPlanClient } from '../plan-client.js';
import { printable } from '../printable.js';
import { wrap } from '../wrap.js';
import { type Column, headedTable } from './headed-table.js';

/** Under how many settings each tier suffices, a line an algorithm, and how to find out which setting holds; empty where no tier depends on them. */
export function bandText(result: Result, palette: Palette): string {
  const { band } = result;
  const partial = band?.tiers.filter(({ holds, settings }) => holds > 0 && holds < settings) ?? [];
  if (band === undefined || partial.length === 0) return '';
  const columns: Column[] = [
    ['algorithm', 'left'],
    ['settings', 'right'],
    ...band.tiers.map(({ tier }): Column => [`${printable(tier, 40)} suffices`, 'right']),
  ];
  const algorithms = [...new Set(band.verdicts.map(({ algorithm }) => algorithm))];
  const rows = algorithms.map((algorithm) => {
    const verdicts = band.verdicts.filter((each) => each.algorithm === algorithm);
    return [
      algorithm,
      formatCount(verdicts.length),
      ...band.tiers.map(({ tier }) => holdsWords(verdicts, tier, palette)),
    ];
  });
  const checks = band.flips.map(({ assumption }) => {
    const { name, check } = ASSUMPTION_WORDS[assumption];
    return `${wrap(`- ${name}: ${check}`)}\n`;
  });
  const failing = partial.map((tier) => {
    const sets = failingWords(band, tier).join('; ');
    return `${wrap(`- ${printable(tier.tier, 40)} does not suffice under ${sets}.`)}\n`;
  });
  const title = palette.bold(`How sure${ofPlanClient(result)}`);
  const head = `${title}, over ${formatNumberOf(band.settings, 'setting')}\n`;
  return [head, headedTable(columns, rows, palette), ...failing, ...checks].join('');
}

function holdsWords(verdicts: ResultBand['verdicts'], tier: string, palette: Palette): string {
  const holds = verdicts.filter(({ tiers }) =>
    tiers.some((each) => each.tier === tier && each.ok),
  ).length;
  if (holds === verdicts.length) return palette.green('under all');
  return holds === 0 ? palette.red('under none') : `under ${formatCount(holds)}`;
}
