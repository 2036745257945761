import type { ResultScenario } from '../../result/result.js';
import { formatCount, formatSpan } from '../format-number.js';
import type { Palette } from '../palette.js';
import { printable } from '../printable.js';
import { fairnessWords, sufferers, sufferingUsers } from '../user-facts.js';
import { type Column, headedTable } from './headed-table.js';

/** So many users of a scenario are listed. */
const LISTED_USERS = 5;

const COLUMNS: readonly Column[] = [
  ['user', 'left'],
  ['offered', 'right'],
  ['throttled', 'right'],
  ['dropped', 'right'],
];

/** Which users suffer most under a scenario; empty where none does, or there is only one. */
export function usersText(scenario: ResultScenario, label: string, palette: Palette): string {
  const users = sufferingUsers(scenario);
  if (users === undefined) return '';
  const listed = sufferers(users).slice(0, LISTED_USERS);
  const isLate = listed.some(({ delayP99Ms }) => (delayP99Ms ?? 0) > 0);
  const columns = isLate ? [...COLUMNS, ['p99 delay', 'right'] as const] : COLUMNS;
  const rows = listed.map(({ user, offered, throttled, dropped, delayP99Ms }) => [
    printable(user, 40),
    formatCount(offered),
    throttled === 0 ? '0' : palette.red(formatCount(throttled)),
    formatCount(dropped),
    ...(isLate ? [delayP99Ms === null ? '–' : formatSpan(delayP99Ms)] : []),
  ]);
  const head = `${palette.bold(`Users under ${label}`)}, worst first\n`;
  const table = rows.length === 0 ? '' : headedTable(columns, rows, palette);
  return `${head}${table}  ${fairnessWords(users)}\n`;
}
