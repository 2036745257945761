import {
  formatCount,
  formatFactor,
  formatPercent,
  formatSpan,
  formatTime,
} from '../format-number.js';
import type { ChartName } from './chart-name.js';

/** How a field of a chart's rows is written. */
type Kind = 'time' | 'count' | 'share' | 'span' | 'factor' | 'text';

/** A column of a chart's table: the field, its head, and how it is written. */
type Column = readonly [field: string, head: string, kind: Kind];

/** A chart's rows as a table to be read: texts as they are shown. */
export interface ChartTable {
  readonly head: readonly { readonly text: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** The data source of each chart that holds what it tells, and its columns. */
const TABLES: Readonly<Partial<Record<ChartName, readonly [source: string, ...Column[]]>>> = {
  workload: [
    'workload',
    ['start', 'from', 'time'],
    ['name', 'of', 'text'],
    ['requests', 'requests', 'count'],
  ],
  requests: [
    'requests',
    ['start', 'from', 'time'],
    ['kind', 'kind', 'text'],
    ['requests', 'requests', 'count'],
  ],
  load: [
    'load',
    ['start', 'from', 'time'],
    ['offered', 'offered', 'count'],
    ['attempts', 'attempts', 'count'],
    ['admitted', 'admitted', 'count'],
  ],
  backlog: ['backlog', ['start', 'from', 'time'], ['waiting', 'waiting at most', 'count']],
  delays: [
    'delays',
    ['who', 'of', 'text'],
    ['percentile', 'percentile', 'text'],
    ['delay', 'delay', 'span'],
  ],
  'wake-ups': [
    'wakeUps',
    ['second', 'seconds after the reset', 'count'],
    ['run', 'of', 'text'],
    ['attempts', 'attempts', 'count'],
  ],
  'heat-map': [
    'cells',
    ['category', 'category', 'text'],
    ['words', 'hour', 'text'],
    ['offered', 'offered', 'count'],
    ['throttled', 'throttled', 'count'],
    ['share', 'throttled share', 'share'],
  ],
  quota: [
    'windows',
    ['window', 'window', 'text'],
    ['used', 'used', 'count'],
    ['left', 'left', 'count'],
    ['ended', 'used up', 'text'],
  ],
  'delay-distribution': [
    'bins',
    ['words', 'delay', 'text'],
    ['requests', 'requests', 'count'],
    ['share', 'share of all', 'share'],
  ],
  'users-share': ['bins', ['words', 'throttled', 'text'], ['users', 'users', 'count']],
  'limit-use': ['use', ['start', 'from', 'time'], ['use', 'largest use', 'count']],
  changes: [
    'needs',
    ['limit', 'limit', 'text'],
    ['result', 'result', 'text'],
    ['need', 'required ÷ allowed', 'share'],
  ],
  'required-limits': [
    'required',
    ['limit', 'limit', 'text'],
    ['tier', 'tier', 'text'],
    ['rate', 'allowed', 'text'],
    ['required', 'required', 'count'],
    ['ratio', 'required ÷ allowed', 'share'],
  ],
  growth: [
    'curve',
    ['factor', 'times today’s load', 'factor'],
    ['tier', 'tier', 'text'],
    ['offered', 'offered', 'count'],
    ['throttled', 'throttled', 'share'],
    ['dropped', 'dropped', 'share'],
  ],
  'growth-delays': [
    'delays',
    ['factor', 'times today’s load', 'factor'],
    ['tier', 'tier', 'text'],
    ['words', '99% of delays within', 'text'],
  ],
  band: [
    'band',
    ['algorithm', 'windows', 'text'],
    ['hour', 'the day starts at', 'text'],
    ['required', 'required', 'text'],
    ['throttled', 'throttled', 'text'],
  ],
  replications: [
    'intervals',
    ['who', 'of', 'text'],
    ['words', 'estimate', 'text'],
    ['interval', 'interval', 'text'],
  ],
  differences: [
    'differences',
    ['who', 'of', 'text'],
    ['words', 'estimate', 'text'],
    ['interval', 'interval', 'text'],
  ],
  fit: [
    'fit',
    ['start', 'from', 'time'],
    ['recorded', 'recorded', 'count'],
    ['refitted', 'refitted', 'count'],
  ],
};

const WRITE: Readonly<Record<Kind, (value: unknown) => string>> = {
  time: (value) => formatTime(new Date(Number(value)).toISOString()),
  count: (value) => formatCount(Number(value)),
  share: (value) => formatPercent(Number(value), 1),
  span: (value) => formatSpan(Math.round(Number(value))),
  factor: (value) => formatFactor(Number(value)),
  text: String,
};

/** The data source that holds what a chart tells. */
export function mainSource(chart: ChartName): string | undefined {
  return TABLES[chart]?.[0];
}

/** What a chart shows, as a table; nothing where it has no rows. */
export function chartTable(
  chart: ChartName,
  datasets: Readonly<Record<string, readonly object[]>>,
): ChartTable | null {
  const [source, ...columns] = TABLES[chart] ?? [];
  const rows = source === undefined ? [] : (datasets[source] ?? []);
  if (rows.length === 0) return null;
  return {
    head: columns.map(([, text, kind]) => ({ text, isNumber: kind !== 'time' && kind !== 'text' })),
    rows: rows.map((row) =>
      columns.map(([field, , kind]) => {
        const value: unknown = (row as Record<string, unknown>)[field];
        return value === null || value === undefined ? '–' : WRITE[kind](value);
      }),
    ),
  };
}
