import type { Result } from '../result/result.js';
import { namedClientWords } from './client-words.js';
import { isPlain, policiesOf } from './clients.js';
import { formatNumberOf, formatSpan, formatTime } from './format-number.js';
import { keyFigures } from './key-figures.js';
import { adviceMarkdown } from './markdown-parts/advice-markdown.js';
import { growthMarkdown } from './markdown-parts/growth-markdown.js';
import { limitsMarkdown } from './markdown-parts/limits-markdown.js';
import { makingMarkdown } from './markdown-parts/making-markdown.js';
import { suretyMarkdown } from './markdown-parts/surety-markdown.js';
import { tiersMarkdown } from './markdown-parts/tiers-markdown.js';
import { usersMarkdown } from './markdown-parts/users-markdown.js';
import { whyMarkdown } from './markdown-parts/why-markdown.js';
import { markdownList, markdownName, markdownSection, markdownText } from './markdown-text.js';
import { printable } from './printable.js';
import { foresight, verdict } from './verdict.js';

/**
 * A Result as GitHub-flavoured Markdown, in the order of the page and with its words: the verdict, why, the
 * figures, the tiers side by side, the limits, who suffers, what growth does, what to do, how sure that is and
 * how it was made. What the Result lacks is left out. Every text of the Result is escaped.
 */
export function renderMarkdown(result: Result): string {
  const { headline, reservations } = verdict(result);
  const parts = [
    `# ${markdownText(headline)}`,
    ...reservations.map((text) => `> ${markdownText(text)}`),
    ...foresight(result).map(markdownText),
    whyMarkdown(result),
    keyFiguresList(result),
    figures(result),
    tiersMarkdown(result),
    limitsMarkdown(result),
    usersMarkdown(result),
    growthMarkdown(result),
    adviceMarkdown(result),
    suretyMarkdown(result),
    makingMarkdown(result),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The few figures to take away. */
function keyFiguresList(result: Result): string {
  return markdownSection(
    'Figures',
    markdownList(
      keyFigures(result).map(({ value, of }) => `**${markdownText(value)}** ${markdownText(of)}`),
    ),
  );
}

/** What was asked of which trace, and what its clients do. */
function figures({ trace, model, scenarios }: Result): string {
  const { start, end, requests, users, apps, adAccounts } = trace;
  const spanMs = Date.parse(end) - Date.parse(start);
  const when =
    spanMs === 0
      ? formatTime(start)
      : `${formatTime(start)} to ${formatTime(end)} (${formatSpan(spanMs)})`;
  const who = [
    formatNumberOf(users, 'user'),
    formatNumberOf(apps, 'app'),
    formatNumberOf(adAccounts, 'ad account'),
  ];
  const policies = policiesOf(scenarios);
  const clients = policies.every(isPlain) ? [] : policies.map(namedClientWords);
  return markdownSection(
    'What was replayed',
    markdownList([
      `Trace: ${markdownName(printable(trace.name, 120))}, ${formatNumberOf(requests, 'request')}`,
      `When: ${when}`,
      `Who: ${who.join(', ')}`,
      `Against: ${markdownText(printable(model.title, 80))}`,
      ...clients.map((words) => `Client: ${markdownText(words)}`),
    ]),
  );
}
