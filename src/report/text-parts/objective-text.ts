import type { Result } from '../../result/result.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { thresholdOutcomes } from '../threshold-outcomes.js';
import { formatThresholdValue, hasDefaultObjective } from '../verdict.js';
import { type Column, headedTable } from './headed-table.js';

/** How each threshold of an objective of one's own fared; empty under the default objective. */
export function objectiveText(result: Result, palette: Palette): string {
  if (hasDefaultObjective(result)) return '';
  const outcomes = thresholdOutcomes(result);
  const hasClients = outcomes.some(({ client }) => client !== undefined);
  const columns: Column[] = [
    ['', 'left'],
    ...(hasClients ? [['client', 'left'] as const] : []),
    ['tier', 'left'],
    ['threshold', 'left'],
    ['measured', 'right'],
  ];
  const rows = outcomes.map((outcome) => [
    outcome.ok ? palette.green('met') : palette.red('missed'),
    ...(hasClients ? [printable(outcome.client ?? '', 40)] : []),
    printable(outcome.tier, 40),
    printable(outcome.threshold),
    formatThresholdValue(outcome),
  ]);
  return rows.length === 0 ? '' : headedTable(columns, rows, palette);
}
