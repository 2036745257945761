import type { Result } from '../../result/result.js';
import { marginWords, refusalWords } from '../evidence-words.js';
import { markdownTable } from '../markdown-table.js';
import { markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { planClientWords } from '../plan-client.js';
import { printable } from '../printable.js';
import { detail, formatThresholdValue } from '../verdict.js';

/** Why: what binds and comes closest under each scenario, and, where a plan was made, which thresholds each tier meets and what it refuses first. */
export function whyMarkdown(result: Result): string {
  const { plan } = result;
  const rows = (plan?.tiers ?? []).flatMap(({ tier, thresholds, boundFirst }) =>
    thresholds.map((threshold, i) => [
      i === 0 ? markdownName(printable(tier, 40)) : '',
      markdownName(printable(threshold.threshold)),
      threshold.ok ? 'met' : '**missed**',
      markdownText(formatThresholdValue({ ...threshold, tier })),
      markdownText(marginWords({ ...threshold, tier })),
      i > 0 ? '' : boundFirst === undefined ? 'none' : markdownText(refusalWords(boundFirst)),
    ]),
  );
  const whose = planClientWords(result);
  return markdownSection(
    'Why',
    ...detail(result).map(markdownText),
    rows.length === 0 || whose === '' ? '' : `${markdownText(whose)}:`,
    markdownTable(
      [
        ['Tier', 'left'],
        ['Threshold', 'left'],
        ['', 'left'],
        ['Measured', 'right'],
        ['Margin', 'left'],
        ['First refusal', 'left'],
      ],
      rows,
    ),
  );
}
