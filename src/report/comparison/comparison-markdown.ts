import type { Result } from '../../result/result.js';
import { formatNumberOf } from '../format-number.js';
import { type MarkdownColumn, markdownTable } from '../markdown-table.js';
import {
  markdownFence,
  markdownList,
  markdownName,
  markdownSection,
  markdownText,
} from '../markdown-text.js';
import { printable } from '../printable.js';
import { verdict } from '../verdict.js';
import { comparisonFacts, type ComparisonFacts, type ScenarioChanges } from './comparison-facts.js';
import { absentWords } from './limit-changes.js';
import type { Difference } from './figure-changes.js';

/** What changed between Results as GitHub-flavoured Markdown, in the order of the page and with its words. */
export function renderComparisonMarkdown(
  results: readonly Result[],
  names: readonly string[],
): string {
  const facts = comparisonFacts(results, names);
  const { compared, headline, scenarios, appearances, settings } = facts;
  const called = compared.map(({ name }) => markdownText(name));
  const parts = [
    `# ${markdownText(headline)}`,
    markdownList(
      compared.map(({ result: { trace } }, i) => {
        const name = markdownName(printable(trace.name, 80));
        return `${called[i]!}: ${name}, ${formatNumberOf(trace.requests, 'request')}`;
      }),
    ),
    markdownSection('What changed?', ...scenarios.flatMap((each) => figures(each, called))),
    markdownSection(
      'Which limits are nearer, and which further?',
      ...scenarios.flatMap((each) => limits(each, called)),
    ),
    markdownSection(
      'What appeared, and what vanished?',
      markdownList(
        appearances.map(
          ({ kind, name, in: where }) =>
            `${markdownText(kind)}: ${markdownText(name)}, only in ${markdownText(where.join(', '))}`,
        ),
      ),
    ),
    markdownSection(
      'What was set otherwise?',
      settings.length === 0 ? 'Nothing was.' : '',
      markdownTable(
        [['Setting', 'left'], ...called.map((name): MarkdownColumn => [name, 'left'])],
        settings.map(({ name, values }) => [
          markdownText(name),
          ...values.map((value) => (value === '' ? '–' : markdownText(value))),
        ]),
      ),
    ),
    markdownSection('What each says by itself', ...verdicts(facts)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function figures(
  { label, figures: changed }: ScenarioChanges,
  called: readonly string[],
): string[] {
  if (changed.length === 0) return [`No figure differs under ${markdownText(label)}.`];
  const [first = '', ...others] = called;
  const columns: MarkdownColumn[] = [
    ['Figure', 'left'],
    [first, 'right'],
    ...others.flatMap((name): MarkdownColumn[] => [
      [name, 'right'],
      ['Difference', 'right'],
      ['Relative', 'right'],
    ]),
  ];
  const rows = changed.map(({ name, values: [value = '', ...rest], differences }) => [
    markdownText(name),
    value,
    ...rest.flatMap((each, i) => [
      each,
      differenceWords(differences[i]!),
      differences[i]!.relative,
    ]),
  ]);
  return [`### ${markdownText(label)}`, markdownTable(columns, rows)];
}

function differenceWords({ words, interval, isSure }: Difference): string {
  const parts = [words, interval, isSure === false ? 'may be chance' : ''];
  return parts.filter((part) => part !== '').join('; ');
}

function limits({ label, limits: changed }: ScenarioChanges, called: readonly string[]): string[] {
  if (changed.length === 0) return [];
  const rows = changed.flatMap(({ id, of }) =>
    of.map((state, i) => [
      i === 0 ? markdownName(id) : '',
      called[i]!,
      ...(state === undefined || state === null
        ? [absentWords(state), '', '', '']
        : [state.rate, state.peak, state.required, state.throttled]),
    ]),
  );
  const columns: MarkdownColumn[] = [
    ['Limit', 'left'],
    ['In', 'left'],
    ['Allowed', 'right'],
    ['Peak use', 'right'],
    ['Required', 'right'],
    ['Throttled', 'right'],
  ];
  return [`### ${markdownText(label)}`, markdownTable(columns, rows)];
}

function verdicts({ compared }: ComparisonFacts): string[] {
  return compared.flatMap(({ name, result }) => {
    const { headline, reservations } = verdict(result);
    return [
      `### ${markdownText(name)}`,
      ...reservations.map((text) => `> ${markdownText(text)}`),
      markdownText(headline),
      markdownFence(printable(result.settings.command, 1000)),
    ];
  });
}
