import type { ResultLimit, ResultScenario } from '../../result/result.js';
import { formatCount, formatPercent, formatTime } from '../format-number.js';
import { closestFirst, limitRate, scopeWords } from '../limit-facts.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { type Column, headedTable } from './headed-table.js';

/** So many limits of a scenario are listed, unless more throttled something. */
const LISTED_LIMITS = 6;

/** The limits of a scenario that came closest. */
export function limitsText({ limits }: ResultScenario, label: string, palette: Palette): string {
  const met = closestFirst(limits).filter(({ offered }) => offered > 0);
  const listed = met.filter(({ throttled }, place) => place < LISTED_LIMITS || throttled > 0);
  if (listed.length === 0) return '';
  const isBurnt = listed.some(({ burntShare = 0 }) => burntShare > 0);
  const columns: Column[] = [
    ['limit', 'left'],
    ['allows', 'right'],
    ['counted', 'left'],
    ['peak', 'right'],
    ['', 'right'],
    ...(isBurnt ? [['burnt by 429s', 'right'] as const] : []),
    ['required', 'right'],
    ['throttled', 'right'],
    ['first at', 'left'],
  ];
  const rows = listed.map((limit) => limitRow(limit, isBurnt, palette));
  const rest = met.length - listed.length;
  return [
    `${palette.bold(`Limits of ${label}`)}, closest first\n`,
    headedTable(columns, rows, palette),
    rest > 0 ? `  and ${rest} more that came less close\n` : '',
  ].join('');
}

function limitRow(limit: ResultLimit, isBurnt: boolean, palette: Palette): string[] {
  const { requiredLimit, peakUse, burntShare = 0 } = limit;
  const exceeds = requiredLimit === null || requiredLimit > limit.limit;
  const required = requiredLimit === null ? 'none would do' : formatCount(requiredLimit);
  return [
    printable(limit.id),
    limitRate(limit),
    scopeWords(limit.scope),
    formatCount(peakUse),
    formatPercent(peakUse / limit.limit),
    ...(isBurnt ? [formatPercent(burntShare)] : []),
    exceeds ? palette.red(required) : required,
    formatCount(limit.throttled),
    limit.firstThrottledAt === null ? '' : formatTime(limit.firstThrottledAt),
  ];
}
