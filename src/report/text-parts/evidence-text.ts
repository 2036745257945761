import type { Result } from '../../result/result.js';
import { marginWords, refusalWords } from '../evidence-words.js';
import type { Palette } from '../palette.js';
import { planClientWords } from '../plan-client.js';
import { printable } from '../printable.js';
import { formatThresholdValue } from '../verdict.js';
import { wrap } from '../wrap.js';
import { type Column, headedTable } from './headed-table.js';

const COLUMNS: readonly Column[] = [
  ['', 'left'],
  ['tier', 'left'],
  ['threshold', 'left'],
  ['measured', 'right'],
  ['margin', 'left'],
];

/** Which thresholds each tier meets, by how much, and what each refused first; empty where no plan was made. */
export function evidenceText(result: Result, palette: Palette): string {
  const { plan } = result;
  if (plan === undefined || plan.tiers.length === 0) return '';
  const rows = plan.tiers.flatMap(({ tier, thresholds }) =>
    thresholds.map((threshold) => [
      threshold.ok ? palette.green('met') : palette.red('missed'),
      printable(tier, 40),
      printable(threshold.threshold),
      formatThresholdValue({ ...threshold, tier }),
      marginWords({ ...threshold, tier }),
    ]),
  );
  const first = plan.tiers.flatMap(({ tier, boundFirst }) =>
    boundFirst === undefined
      ? []
      : `${wrap(`- ${printable(tier, 40)} refuses first: ${refusalWords(boundFirst)}`)}\n`,
  );
  const table = rows.length === 0 ? '' : headedTable(COLUMNS, rows, palette);
  const whose = planClientWords(result);
  const head = whose === '' ? '' : `${palette.bold(whose)}\n`;
  return `${head}${table}${first.join('')}`;
}
