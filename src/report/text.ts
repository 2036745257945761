import pc from 'picocolors';
import type { Result, ResultLimit, ResultScenario } from '../result/result.js';
import { cautionWords } from './caution-words.js';
import {
  formatCount,
  formatPercent,
  formatShare,
  formatSpan,
  formatTime,
} from './format-number.js';
import { boundMost, closestFirst, limitRate, scopeWords } from './limit-facts.js';
import { printable } from './printable.js';
import { scenarioLabels } from './scenario-label.js';
import { type Side, textTable } from './text-table.js';
import { wrap } from './wrap.js';
import { formatThresholdValue, hasDefaultObjective, verdict } from './verdict.js';

/** How text is coloured; `pc.createColors(false)` leaves it plain. */
export type Palette = ReturnType<typeof pc.createColors>;

/** So many limits of a scenario are listed, unless more throttled something. */
const LISTED_LIMITS = 6;

type Column = readonly [name: string, side: Side];

const LATE_COLUMNS: readonly Column[] = [
  ['delayed', 'right'],
  ['p99 delay', 'right'],
];

const OBJECTIVE_COLUMNS: readonly Column[] = [
  ['', 'left'],
  ['tier', 'left'],
  ['threshold', 'left'],
  ['measured', 'right'],
];

const LIMIT_COLUMNS: readonly Column[] = [
  ['limit', 'left'],
  ['allows', 'right'],
  ['counted', 'left'],
  ['peak', 'right'],
  ['', 'right'],
  ['required', 'right'],
  ['throttled', 'right'],
  ['first at', 'left'],
];

/**
 * A Result for a terminal: the verdict, the tiers side by side, the limits that came closest, and what to
 * beware of.
 */
export function renderText(result: Result, palette: Palette = pc.createColors(false)): string {
  const { scenarios } = result;
  const labels = scenarioLabels(scenarios);
  const parts = [
    verdictText(result, palette),
    tiersText(result, palette),
    objectiveText(result, palette),
    ...scenarios.map((scenario, i) => limitsText(scenario, labels[i]!, palette)),
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

function tiersText({ scenarios, requiredTier }: Result, palette: Palette): string {
  const labels = scenarioLabels(scenarios);
  const isLate = scenarios.some(({ totals }) => totals.delayed > 0);
  const columns: Column[] = [
    ['tier', 'left'],
    ['offered', 'right'],
    ['admitted', 'right'],
    ['throttled', 'right'],
    ['', 'right'],
    ['dropped', 'right'],
    ...(isLate ? LATE_COLUMNS : []),
    ['binds most', 'left'],
  ];
  const rows = scenarios.map(({ tier, totals, delayMs, limits }, i) => {
    const { offered, admitted, throttled, dropped, delayed } = totals;
    const count = formatCount(throttled);
    const most = boundMost(limits);
    return [
      tier === requiredTier?.tier ? palette.green(labels[i]) : labels[i]!,
      formatCount(offered),
      formatCount(admitted),
      throttled === 0 ? count : palette.red(count),
      throttled === 0 ? '' : formatShare(throttled, offered),
      formatCount(dropped),
      ...(isLate
        ? [formatCount(delayed), delayMs.p99 === null ? '–' : formatSpan(delayMs.p99)]
        : []),
      most === undefined ? 'none' : printable(most.id),
    ];
  });
  return headedTable(columns, rows, palette);
}

function objectiveText(result: Result, palette: Palette): string {
  if (hasDefaultObjective(result)) return '';
  const outcomes =
    result.requiredTier?.met ??
    result.objective.map(({ threshold, value = null, ok = false }) => ({
      tier: result.scenarios[0]?.tier ?? '',
      threshold,
      value,
      ok,
    }));
  const rows = outcomes.map((outcome) => [
    outcome.ok ? palette.green('met') : palette.red('missed'),
    printable(outcome.tier, 40),
    printable(outcome.threshold),
    outcome.value === null ? 'no data' : formatThresholdValue(outcome),
  ]);
  return rows.length === 0 ? '' : headedTable(OBJECTIVE_COLUMNS, rows, palette);
}

function limitsText({ limits }: ResultScenario, label: string, palette: Palette): string {
  const met = closestFirst(limits).filter(({ offered }) => offered > 0);
  const listed = met.filter(({ throttled }, place) => place < LISTED_LIMITS || throttled > 0);
  if (listed.length === 0) return '';
  const rows = listed.map((limit) => limitRow(limit, palette));
  const rest = met.length - listed.length;
  return [
    `${palette.bold(`Limits of ${label}`)}, closest first\n`,
    headedTable(LIMIT_COLUMNS, rows, palette),
    rest > 0 ? `  and ${rest} more that came less close\n` : '',
  ].join('');
}

function limitRow(limit: ResultLimit, palette: Palette): string[] {
  const { requiredLimit, peakUse } = limit;
  const exceeds = requiredLimit === null || requiredLimit > limit.limit;
  const required = requiredLimit === null ? 'none would do' : formatCount(requiredLimit);
  return [
    printable(limit.id),
    limitRate(limit),
    scopeWords(limit.scope),
    formatCount(peakUse),
    formatPercent(peakUse / limit.limit),
    exceeds ? palette.red(required) : required,
    formatCount(limit.throttled),
    limit.firstThrottledAt === null ? '' : formatTime(limit.firstThrottledAt),
  ];
}

function cautionsText(result: Result, palette: Palette): string {
  const cautions = cautionWords(result);
  if (cautions.length === 0) return '';
  const noted = cautions.map((text) => `${wrap(`- ${text}`)}\n`);
  return `${palette.yellow('Beware')}\n${noted.join('')}`;
}

function headedTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  palette: Palette,
): string {
  const head = columns.map(([name]) => palette.dim(name));
  return textTable(
    [head, ...rows],
    columns.map(([, side]) => side),
  );
}
