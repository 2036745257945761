import { csvCell } from '../csv-cell.js';
import type { ChartName } from './chart-name.js';
import { mainSource } from './chart-table.js';

/** Fields that hold milliseconds since the epoch. */
const TIMES = new Set(['start', 'end', 'time']);

/** What a chart draws as CSV: its rows with all their fields, times in ISO 8601. */
export function chartCsv(
  chart: ChartName,
  datasets: Readonly<Record<string, readonly object[]>>,
): string {
  const source = mainSource(chart) ?? Object.keys(datasets)[0] ?? '';
  const rows = (datasets[source] ?? []) as readonly Readonly<Record<string, unknown>>[];
  const fields = Object.keys(rows[0] ?? {});
  const lines = [fields, ...rows.map((row) => fields.map((field) => written(field, row[field])))];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\n`).join('');
}

function written(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (TIMES.has(field) && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value);
}
