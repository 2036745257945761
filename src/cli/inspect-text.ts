import type { Palette } from '../report/text.js';
import { formatCount, formatShare, formatSpan, formatTime } from '../report/format-number.js';
import { printable } from '../report/printable.js';
import { textTable } from '../report/text-table.js';
import { wrap } from '../report/wrap.js';
import type { Inspection, NamedCount } from '../trace/inspect.js';

/** So many names of a kind are listed; the rest are counted. */
const LISTED = 12;

/** What is in a trace, for a terminal. */
export function renderInspection(name: string, inspection: Inspection, palette: Palette): string {
  const { requests, apps, users, adAccounts, categories, statuses } = inspection;
  const total = requests;
  return [
    `${palette.bold(printable(name))}: ${formatCount(requests)} requests\n`,
    textTable(facts(inspection), ['left', 'left']),
    counts('Categories', categories, total, palette),
    counts('Not mapped by the model', inspection.unmapped.names, total, palette),
    apps.length > 1 ? counts('Apps', apps, total, palette) : '',
    counts('Users', users, total, palette),
    counts('Ad accounts', adAccounts, total, palette),
    statuses === undefined ? '' : counts('Recorded answers', statuses, total, palette),
    beware(inspection, palette),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function facts(inspection: Inspection): string[][] {
  const { busiest, skipped, spanMs, meanRate } = inspection;
  const recorded429 = inspection.statuses?.find(({ name }) => name === '429')?.requests;
  const rate = meanRate === null ? '' : `, ${meanRate.toPrecision(3)} requests a second on average`;
  const rows: [string, string | undefined][] = [
    ['from', formatTime(inspection.start)],
    ['to', formatTime(inspection.end)],
    ['span', `${formatSpan(spanMs)}${rate}`],
    ...(['second', 'minute', 'hour', 'day'] as const).map((unit): [string, string] => [
      `busiest ${unit}`,
      `${formatCount(busiest[unit].requests)} requests, from ${formatTime(busiest[unit].at)}`,
    ]),
    ['columns', inspection.columns.map((column) => printable(column, 40)).join(', ')],
    ['test requests', countOrNone(inspection.testRequests)],
    ['conversion tokens', countOrNone(inspection.conversionTokens)],
    ['units', inspection.units === undefined ? undefined : formatCount(inspection.units)],
    ['recorded 429s', recorded429 === undefined ? undefined : formatCount(recorded429)],
    [
      'rate limit headers',
      inspection.rateLimitHeaders === undefined
        ? undefined
        : `in ${formatCount(inspection.rateLimitHeaders)} rows`,
    ],
    ['out of order', countOrNone(inspection.outOfOrder, 'rows (sorted)')],
    ['outside the span', countOrNone(inspection.unselected, 'rows')],
    ...Object.entries(skipped.reasons).map(([reason, rows]): [string, string] => [
      'skipped',
      `${formatCount(rows)} rows: ${reason}`,
    ]),
    ['memory', `${inspection.bytesPerRequest.toFixed(1)} bytes a request`],
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [[label, text]]));
}

function countOrNone(count: number, noun = ''): string | undefined {
  return count === 0 ? undefined : `${formatCount(count)} ${noun}`.trim();
}

function counts(
  title: string,
  named: readonly NamedCount[],
  total: number,
  palette: Palette,
): string {
  if (named.length === 0) return '';
  const rows = named
    .slice(0, LISTED)
    .map(({ name, requests }) => [
      printable(name, 60),
      formatCount(requests),
      formatShare(requests, total),
    ]);
  const rest = named.length - rows.length;
  const more = rest > 0 ? `  and ${formatCount(rest)} more\n` : '';
  return `${palette.bold(title)} (${formatCount(named.length)})\n${textTable(rows, ['left', 'right', 'right'])}${more}`;
}

function beware({ warnings }: Inspection, palette: Palette): string {
  if (warnings.length === 0) return '';
  return `${palette.yellow('Beware')}\n${warnings.map((text) => `${wrap(`- ${printable(text)}`)}\n`).join('')}`;
}
