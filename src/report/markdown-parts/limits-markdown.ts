import type { Result, ResultLimit, ResultScenario } from '../../result/result.js';
import { formatCount, formatPercent, formatTime } from '../format-number.js';
import { closestFirst, limitRate, scopeWords } from '../limit-facts.js';
import { type MarkdownColumn, markdownTable } from '../markdown-table.js';
import { markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { printable } from '../printable.js';
import { scenarioLabels } from '../scenario-label.js';

/** Every limit that some request meets, those that came closest first: a table a scenario. */
export function limitsMarkdown({ scenarios }: Result): string {
  const labels = scenarioLabels(scenarios);
  const groups = scenarios.flatMap((scenario, i) => ofScenario(scenario, labels[i]!));
  return markdownSection('Limits', ...groups);
}

function ofScenario({ limits }: ResultScenario, label: string): string[] {
  const met = closestFirst(limits).filter(({ offered }) => offered > 0);
  const unmet = limits.filter(({ offered }) => offered === 0).map(({ id }) => nameOf(id));
  const isBurnt = met.some(({ burntShare = 0 }) => burntShare > 0);
  const columns: MarkdownColumn[] = [
    ['Limit', 'left'],
    ['Allowed', 'right'],
    ['Counted', 'left'],
    ['Peak use', 'right'],
    ['Required', 'right'],
    ...(isBurnt ? [['Burnt by refusals', 'right'] as const] : []),
    ['Throttled', 'right'],
    ['First at', 'left'],
    ['Offered', 'right'],
  ];
  const table = markdownTable(
    columns,
    met.map((limit) => row(limit, isBurnt)),
  );
  const idle = unmet.length === 0 ? '' : `No request met ${unmet.join(', ')}.`;
  return table === '' && idle === '' ? [] : [`### ${markdownText(label)}`, table, idle];
}

function row(limit: ResultLimit, isBurnt: boolean): string[] {
  const { requiredLimit, peakUse, throttled, firstThrottledAt, burntShare = 0 } = limit;
  const required = requiredLimit === null ? 'none would do' : formatCount(requiredLimit);
  const exceeds = requiredLimit === null || requiredLimit > limit.limit;
  return [
    nameOf(limit.id),
    limitRate(limit),
    markdownText(scopeWords(limit.scope)),
    `${formatCount(peakUse)} (${formatPercent(peakUse / limit.limit)})`,
    exceeds ? `**${required}**` : required,
    ...(isBurnt ? [formatPercent(burntShare)] : []),
    formatCount(throttled),
    firstThrottledAt === null ? '' : formatTime(firstThrottledAt),
    formatCount(limit.offered),
  ];
}

function nameOf(id: string): string {
  return markdownName(printable(id));
}
