import type { ResultReplications } from '../../result/plan.js';
import type { Result } from '../../result/result.js';
import { formatFigure, intervalWords } from '../figure-words.js';
import { formatNumberOf, formatPercent } from '../format-number.js';
import { listed } from '../listed.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { figureOf, replicationWords, seedWords } from '../replication-words.js';
import { wrap } from '../wrap.js';
import { type Column, headedTable } from './headed-table.js';

/** Figures over all replications with their intervals, and paired differences; empty where nothing was repeated. */
export function replicationsText({ replications }: Result, palette: Palette): string {
  if (replications === undefined) return '';
  const { seeds, random } = replications;
  const drawn =
    random.length === 0 ? '' : `; random: ${listed(random.map((each) => printable(each)))}`;
  const head = `${palette.bold('Replications')}, ${formatNumberOf(seeds.length, 'seed')} (${seedWords(seeds)})${drawn}\n`;
  return [
    head,
    figures(replications, palette),
    differences(replications, palette),
    ...replicationWords(replications).map((text) => `${wrap(`- ${text}`)}\n`),
  ].join('');
}

function figures({ figures, confidence }: ResultReplications, palette: Palette): string {
  const columns: Column[] = [
    ['', 'left'],
    ['figure', 'left'],
    ['estimate', 'right'],
    [`${formatPercent(confidence)} interval`, 'left'],
    ['by', 'left'],
  ];
  const rows = figures.map((each) => [
    figureOf(each),
    printable(each.figure, 40),
    formatFigure(each.interval.estimate, each.unit),
    intervalWords(each.interval, each.unit),
    printable(each.method, 60),
  ]);
  return rows.length === 0 ? '' : headedTable(columns, rows, palette);
}

function differences({ differences, confidence }: ResultReplications, palette: Palette): string {
  const columns: Column[] = [
    ['difference', 'left'],
    ['figure', 'left'],
    ['estimate', 'right'],
    [`${formatPercent(confidence)} interval, paired`, 'left'],
    ['as if unpaired', 'left'],
  ];
  const rows = differences.map(({ from, to, figure, unit, paired, unpaired }) => [
    `${printable(to, 40)} − ${printable(from, 40)}`,
    printable(figure, 40),
    formatFigure(paired.estimate, unit),
    intervalWords(paired, unit),
    intervalWords(unpaired, unit),
  ]);
  return rows.length === 0 ? '' : headedTable(columns, rows, palette);
}
