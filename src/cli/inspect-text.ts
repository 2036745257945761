import type { Palette } from '../report/text.js';
import {
  formatCount,
  formatNumberOf,
  formatShare,
  formatSpan,
  formatTime,
} from '../report/format-number.js';
import { printable } from '../report/printable.js';
import { textTable } from '../report/text-table.js';
import { wrap } from '../report/wrap.js';
import type { Inspection, NamedCount } from '../trace/inspect.js';
import { retryRule, type Retries } from '../trace/demand/retries.js';

/** So many names of a kind are listed; the rest are counted. */
const LISTED = 12;
/** A sentence is cut here, in characters. */
const LONGEST = 2000;

/** What is in a trace, for a terminal. */
export function renderInspection(name: string, inspection: Inspection, palette: Palette): string {
  const { requests, apps, users, adAccounts, categories, statuses } = inspection;
  const total = requests;
  return [
    `${palette.bold(printable(name))}: ${formatNumberOf(requests, 'request')}\n`,
    textTable(facts(inspection), ['left', 'left']),
    counts('Categories', categories, total, palette),
    counts('Not mapped by the model', inspection.unmapped.names, total, palette),
    apps.length > 1 ? counts('Apps', apps, total, palette) : '',
    counts('Users', users, total, palette),
    counts('Ad accounts', adAccounts, total, palette),
    statuses === undefined ? '' : counts('Recorded answers', statuses, total, palette),
    retries(inspection.retries, palette),
    quirks(inspection, palette),
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
      `${formatNumberOf(busiest[unit].requests, 'request')}, from ${formatTime(busiest[unit].at)}`,
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
        : `in ${formatNumberOf(inspection.rateLimitHeaders, 'row')}`,
    ],
    ['out of order', rowsOrNone(inspection.outOfOrder)],
    ['outside the span', rowsOrNone(inspection.unselected)],
    ...Object.entries(skipped.reasons).map(([reason, rows]): [string, string] => [
      'skipped',
      `${formatNumberOf(rows, 'row')}: ${reason}`,
    ]),
    ['memory', `${inspection.bytesPerRequest.toFixed(1)} bytes a request`],
  ];
  return rows.flatMap(([label, text]) => (text === undefined ? [] : [[label, text]]));
}

function countOrNone(count: number): string | undefined {
  return count === 0 ? undefined : formatCount(count);
}

function rowsOrNone(count: number): string | undefined {
  return count === 0 ? undefined : formatNumberOf(count, 'row');
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

function retries(found: Retries | undefined, palette: Palette): string {
  if (found === undefined) return '';
  const { refused, demands, unserved, mostAttempts, otherwise } = found;
  const lines = [
    `${formatNumberOf(refused, 'request')} ${refused === 1 ? 'was' : 'were'} answered 429; ` +
      `${formatNumberOf(found.retries, 'request')} ${found.retries === 1 ? 'looks' : 'look'} like retries of ` +
      `a refused one (${retryRule(found)}; --retry-span).`,
    `Folded into first attempts, these are ${formatNumberOf(demands, 'refused demand')}, with up to ` +
      `${formatNumberOf(mostAttempts, 'attempt')} each; ${formatCount(unserved)} of them ` +
      `${unserved === 1 ? 'was' : 'were'} refused to the last. --demand replays them so.`,
    ...(otherwise.requests === 0
      ? []
      : [
          `After other answers, ${formatCount(otherwise.repeated)} of ${formatCount(otherwise.requests)} of the same ` +
            'requests came again as soon: retries can only be told as far as this is rare.',
        ]),
  ];
  return `${palette.bold('Retries')}\n${lines.map(bullet).join('')}`;
}

function quirks({ quirks: found }: Inspection, palette: Palette): string {
  if (found.length === 0) return '';
  return `${palette.bold('Quirks')}\n${found.map(({ message }) => bullet(message)).join('')}`;
}

function bullet(text: string): string {
  return `${wrap(`- ${printable(text, LONGEST)}`)}\n`;
}

function beware({ warnings }: Inspection, palette: Palette): string {
  if (warnings.length === 0) return '';
  return `${palette.yellow('Beware')}\n${warnings.map(bullet).join('')}`;
}
