import type { Calibration, Confidence, Finding, HeaderSeries } from '../calibrate/calibration.js';
import { scopeInWords } from '../calibrate/series-findings.js';
import {
  formatCount,
  formatNumberOf,
  formatShare,
  formatSpan,
  formatTime,
} from '../report/format-number.js';
import { printable } from '../report/printable.js';
import type { Palette } from '../report/text.js';
import { textTable } from '../report/text-table.js';
import { wrap } from '../report/wrap.js';

/** So many rows of a table are shown; the rest are counted. */
const SHOWN = 12;

/** What is told with no more than this is shown as not told. */
const UNSURE: readonly Confidence[] = ['low', 'none'];

/** A finding is cut here, in characters. */
const LONGEST = 600;

/** A calibration for a terminal: what it was made of, what differs, what agrees, and the figures. */
export function renderCalibration(calibration: Calibration, palette: Palette): string {
  const { refusals, series = [] } = calibration;
  return [
    headText(calibration, palette),
    findingsText('What differs', 'differs', calibration, palette.red, palette),
    findingsText('What cannot be told', 'unknown', calibration, palette.yellow, palette),
    findingsText('What agrees', 'agrees', calibration, palette.green, palette),
    refusals === undefined ? '' : refusalsText(calibration, palette),
    series.length === 0 ? '' : seriesText(series, palette),
    warningsText(calibration, palette),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function headText(calibration: Calibration, palette: Palette): string {
  const { trace, model, tier, algorithm, denied } = calibration;
  const head = `${palette.bold(printable(trace.name))} against ${model.name}, ${tier} (${algorithm}, refused requests ${denied})\n`;
  const rows = [
    ['requests', formatCount(trace.requests)],
    ['from', formatTime(trace.start)],
    ['to', formatTime(trace.end)],
    ['statuses', formatCount(trace.statuses)],
    ['recorded 429s', formatCount(trace.recorded429)],
    ['rate limit headers', `in ${formatNumberOf(trace.headers, 'row')}`],
  ];
  return head + textTable(rows, ['left', 'left']);
}

function findingsText(
  title: string,
  verdict: Finding['verdict'],
  { findings }: Calibration,
  color: (text: string) => string,
  palette: Palette,
): string {
  const told = findings.filter((finding) => finding.verdict === verdict);
  if (told.length === 0) return '';
  const lines = told.map(({ subject, message, advice }) => {
    const said = wrap(`- ${printable(`${subject}: ${message}`, LONGEST)}`);
    return `${said}\n${advice === undefined ? '' : `${palette.dim(wrap(printable(advice, LONGEST)))}\n`}`;
  });
  return `${color(palette.bold(title))}\n${lines.join('')}`;
}

function refusalsText({ refusals }: Calibration, palette: Palette): string {
  const { compared, precision, recall, limits, hours, ...all } = refusals!;
  if (all.truePositives + all.falsePositives + all.falseNegatives === 0) return '';
  const predicted = all.truePositives + all.falsePositives;
  const recorded = all.truePositives + all.falseNegatives;
  const table = textTable(
    [
      ['', 'predicted 429', 'predicted admitted'],
      ['recorded 429', formatCount(all.truePositives), formatCount(all.falseNegatives)],
      ['recorded admitted', formatCount(all.falsePositives), formatCount(all.trueNegatives)],
    ],
    ['left', 'right', 'right'],
  );
  const shares = textTable(
    [
      [
        'precision',
        precision === null ? 'nothing predicted' : formatShare(all.truePositives, predicted),
      ],
      ['recall', recall === null ? 'nothing refused' : formatShare(all.truePositives, recorded)],
    ],
    ['left', 'left'],
  );
  const busy = limits.filter(
    (limit) => limit.truePositives + limit.falsePositives + limit.falseNegatives > 0,
  );
  const byLimit = busy.map((limit) => [
    limit.id,
    formatCount(limit.limit),
    formatCount(limit.truePositives),
    formatCount(limit.falsePositives),
    formatCount(limit.falseNegatives),
    limit.admittedAt === undefined ? '' : formatCount(limit.admittedAt),
    limit.refusedAt === undefined ? '' : formatCount(limit.refusedAt),
  ]);
  const byHour = hours.map((hour) => [
    formatTime(hour.start),
    formatCount(hour.truePositives),
    formatCount(hour.falsePositives),
    formatCount(hour.falseNegatives),
  ]);
  return (
    `${palette.bold('Refusals')} (${formatNumberOf(compared, 'answer')})\n${table}${shares}` +
    shortTable(
      [
        'limit',
        'figure',
        'right',
        'not recorded',
        'not predicted',
        'admitted up to',
        'refused from',
      ],
      byLimit,
      palette,
    ) +
    shortTable(['hour', 'right', 'not recorded', 'not predicted'], byHour, palette)
  );
}

function shortTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  palette: Palette,
): string {
  if (rows.length === 0) return '';
  const rest = rows.length - SHOWN;
  const table = textTable(
    [head.map((name) => palette.dim(name)), ...rows.slice(0, SHOWN)],
    head.map((_, column) => (column === 0 ? 'left' : 'right')),
  );
  return `${table}${rest > 0 ? `  and ${formatCount(rest)} more\n` : ''}`;
}

function seriesText(series: readonly HeaderSeries[], palette: Palette): string {
  const rows = series.map(({ label, limit, answers, announced, counter, inferred }) => {
    const { window, anchor, scope } = inferred;
    return [
      printable(label, 40),
      limit?.id ?? 'none',
      formatCount(answers > 0 ? answers : announced),
      counter === undefined ? '' : formatShare(counter.agree, counter.compared),
      window === undefined ? '?' : formatSpan(window.ms),
      anchor?.kind ?? '?',
      scope === undefined || UNSURE.includes(scope.confidence) ? '?' : scopeInWords(scope.keys),
      [window, anchor, scope].map((told) => told?.confidence ?? 'none').join(', '),
    ];
  });
  const head = [
    'quota',
    'limit',
    'answers',
    'same left',
    'window',
    'begins',
    'counted',
    'confidence',
  ];
  const sides = ['left', 'left', 'right', 'right', 'left', 'left', 'left', 'left'] as const;
  const rest = rows.length - SHOWN;
  return (
    `${palette.bold('What the headers speak for')}\n` +
    textTable([head.map((name) => palette.dim(name)), ...rows.slice(0, SHOWN)], sides) +
    (rest > 0 ? `  and ${formatCount(rest)} more\n` : '')
  );
}

function warningsText({ trace: { warnings } }: Calibration, palette: Palette): string {
  if (warnings.length === 0) return '';
  const noted = warnings.map((text) => `${wrap(`- ${printable(text, LONGEST)}`)}\n`);
  return `${palette.yellow('Beware')}\n${noted.join('')}`;
}
