import type { PlanAdvice } from '../../result/plan.js';
import type { RequiredTier, Result } from '../../result/result.js';
import { askedFigure, lessWords, neededWords } from '../asked-figure.js';
import { raiseBandWords } from '../band-words.js';
import { changedFigures } from '../figure-words.js';
import { formatCount, formatPeriod } from '../format-number.js';
import { markdownTable } from '../markdown-table.js';
import {
  markdownFence,
  markdownList,
  markdownName,
  markdownSection,
  markdownText,
} from '../markdown-text.js';
import { planClientWords } from '../plan-client.js';
import { printable } from '../printable.js';
import { tickets } from '../ticket.js';
import { wrap } from '../wrap.js';

/** Our own sentences, with names of the input in them, are cut here, in characters. */
const SENTENCES_LENGTH = 1000;

/** What to do: the raise to ask for, what would help, and the request in words for a support ticket. */
export function adviceMarkdown(result: Result): string {
  const { requiredTier, requiredTiers } = result;
  const raises = requiredTiers ?? (requiredTier === undefined ? [] : [requiredTier]);
  return markdownSection(
    'What to do',
    ...raises.flatMap((required) => raiseTable(result, required)),
    ...adviceOf(result),
    ...tickets(result).flatMap(({ client, paragraphs }) => {
      const whose = client === undefined ? '' : ` for ${printable(client, 40)}`;
      const lines = paragraphs.map((text) => text.split('\n').map(wrap).join('\n'));
      return [
        `### ${markdownText(`To paste into a support ticket${whose}`)}`,
        markdownFence(lines.join('\n\n')),
      ];
    }),
  );
}

function raiseTable(result: Result, required: RequiredTier & { readonly client?: string }) {
  const { raise = [], client } = required;
  const windows = new Map(
    result.scenarios.flatMap(({ tier, limits }) =>
      limits.map(({ id, windowMs }) => [`${tier}.${id}`, windowMs]),
    ),
  );
  const rows = raise.map((entry) => {
    const asked = askedFigure(entry);
    const windowMs = windows.get(entry.limit);
    return [
      markdownName(printable(entry.limit)),
      formatCount(entry.from),
      asked === null ? 'none would do' : `**${formatCount(asked)}**`,
      windowMs === undefined ? '–' : formatPeriod(windowMs),
      neededWords(entry, required),
    ];
  });
  if (rows.length === 0) return [];
  const whose = client === undefined ? '' : ` with ${printable(client, 40)}`;
  const less = lessWords(required);
  const isPlanned = client === result.plan?.client;
  return [
    `### ${markdownText(`The raise to ask for${whose}`)}`,
    markdownTable(
      [
        ['Limit', 'left'],
        ['From', 'right'],
        ['To', 'right'],
        ['Each', 'left'],
        ['Note', 'left'],
      ],
      rows,
    ),
    less === '' ? '' : `These figures are enough; ${less}.`,
    isPlanned ? raiseBandWords(result).join(' ') : '',
  ];
}

function adviceOf(result: Result): string[] {
  const advice = result.plan?.advice ?? [];
  if (advice.length === 0) return [];
  const whose = planClientWords(result);
  return [
    '### What would help',
    whose === '' ? '' : markdownText(`${whose}.`),
    markdownList(advice.map(adviceWords)),
  ];
}

function adviceWords({ tier, title, because, change, before, after }: PlanAdvice): string {
  const figures = changedFigures(before, after).map(
    (each) => `${each.name} ${each.before} → ${each.after}`,
  );
  const effect =
    figures.length === 0 ? '' : ` Under ${printable(tier, 40)}: ${figures.join(', ')}.`;
  const words = [because, change].map((text) => printable(text, SENTENCES_LENGTH)).join(' ');
  return `**${markdownText(printable(title, 120))}.** ${markdownText(`${words}${effect}`)}`;
}
