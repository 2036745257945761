import type { Result, ResultUsers } from '../../result/result.js';
import { countOf } from '../figure-words.js';
import { formatCount, formatSpan } from '../format-number.js';
import { type MarkdownColumn, markdownTable } from '../markdown-table.js';
import { markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';
import { fairnessWords, sufferers, sufferingUsers } from '../user-facts.js';

const COLUMNS: readonly MarkdownColumn[] = [
  ['User', 'left'],
  ['App', 'left'],
  ['Offered', 'right'],
  ['Throttled', 'right'],
  ['Dropped', 'right'],
];

/** Which users suffer, a table a scenario in which some of several do. */
export function usersMarkdown({ scenarios }: Result): string {
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap((scenario, i) => {
    const users = sufferingUsers(scenario);
    if (users === undefined) return [];
    return [`### ${markdownText(labels[i]!)}`, fairnessWords(users), usersTable(users)];
  });
  return markdownSection('Who suffers?', ...groups);
}

function usersTable(users: ResultUsers): string {
  const worst = sufferers(users);
  const isLate = worst.some(({ delayP99Ms }) => (delayP99Ms ?? 0) > 0);
  const rows = worst.map(({ user, app, offered, throttled, dropped, delayP99Ms }) => [
    markdownName(printable(user)),
    markdownName(printable(app)),
    formatCount(offered),
    countOf(throttled, offered),
    countOf(dropped, offered),
    ...(isLate ? [delayP99Ms === null ? '–' : formatSpan(delayP99Ms)] : []),
  ]);
  return markdownTable(isLate ? [...COLUMNS, ['Delay, 99%', 'right']] : COLUMNS, rows);
}
