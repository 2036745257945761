import type { Result } from '../../result/result.js';
import { bandWords } from '../band-words.js';
import { marginWords, refusalWords } from '../evidence-words.js';
import { headroomWords } from '../headroom-words.js';
import { markdownTable } from '../markdown-table.js';
import { markdownName, markdownSection, markdownText } from '../markdown-text.js';
import { planClientWords } from '../plan-client.js';
import { printable } from '../printable.js';
import { formatThresholdValue, verdict } from '../verdict.js';

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
    ...verdict(result).sentences.slice(foresight(result).length).map(markdownText),
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

/** How far the load can grow and how sure the answer is, as the verdict has it before all detail. */
export function foresight(result: Result): readonly string[] {
  const count = headroomWords(result).length + bandWords(result).length;
  return verdict(result).sentences.slice(0, count);
}
