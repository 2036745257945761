import type { Result, ResultScenario } from '../../result/result.js';
import { requiredTierOf } from '../clients.js';
import { delayWords } from '../figure-words.js';
import { formatCount, formatRatio, formatShare } from '../format-number.js';
import { boundMost } from '../limit-facts.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { type Column, headedTable } from './headed-table.js';

/** A figure of each scenario, and whether any scenario makes it worth a column. */
interface Figure {
  readonly column: Column;
  readonly cell: (scenario: ResultScenario) => string;
  readonly matters: (scenario: ResultScenario) => boolean;
}

const isLate = ({ totals }: ResultScenario): boolean => totals.delayed > 0;

/** Figures of clients that wait, pace themselves or retry. */
const LATE_FIGURES: readonly Figure[] = [
  {
    column: ['delayed', 'right'],
    cell: ({ totals }) => formatCount(totals.delayed),
    matters: isLate,
  },
  { column: ['p50', 'right'], cell: ({ delayMs }) => delayWords(delayMs.p50), matters: isLate },
  { column: ['p99', 'right'], cell: ({ delayMs }) => delayWords(delayMs.p99), matters: isLate },
  {
    column: ['max delay', 'right'],
    cell: ({ delayMs }) => delayWords(delayMs.max),
    matters: isLate,
  },
  {
    column: ['attempts/request', 'right'],
    cell: ({ totals }) => formatRatio(totals.attempts / totals.offered),
    matters: ({ totals }) => totals.attempts > totals.offered,
  },
  {
    column: ['unserved at end', 'right'],
    cell: ({ lateWork }) => formatCount(lateWork?.unservedAtEnd ?? 0),
    matters: ({ lateWork }) => lateWork !== undefined,
  },
];

/** The scenarios side by side, a line each. */
export function tiersText(result: Result, palette: Palette): string {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  const late = LATE_FIGURES.filter(({ matters }) => scenarios.some(matters));
  const columns: Column[] = [
    ['tier', 'left'],
    ['offered', 'right'],
    ['admitted', 'right'],
    ['throttled', 'right'],
    ['', 'right'],
    ['dropped', 'right'],
    ...late.map(({ column }) => column),
    ['binds most', 'left'],
  ];
  const rows = scenarios.map((scenario, i) => {
    const { offered, admitted, throttled, dropped } = scenario.totals;
    const isRequired = requiredTierOf(result, scenario)?.tier === scenario.tier;
    const most = boundMost(scenario.limits);
    return [
      isRequired ? palette.green(labels[i]) : labels[i]!,
      formatCount(offered),
      formatCount(admitted),
      throttled === 0 ? '0' : palette.red(formatCount(throttled)),
      throttled === 0 ? '' : formatShare(throttled, offered),
      formatCount(dropped),
      ...late.map(({ cell }) => cell(scenario)),
      most === undefined ? 'none' : printable(most.id),
    ];
  });
  return headedTable(columns, rows, palette);
}
