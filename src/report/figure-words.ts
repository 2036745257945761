import type { Interval, PlanFigures, ReplicatedFigure } from '../result/plan.js';
import {
  formatBound,
  formatCount,
  formatFactor,
  formatPercent,
  formatShare,
  formatSpan,
} from './format-number.js';

type Unit = ReplicatedFigure['unit'];

/** A figure in its unit: `1.01%`, `55.26 s`, `1.43×`, `225.3`; `–` where there is none. */
export function formatFigure(value: number | null, unit: Unit): string {
  if (value === null) return '–';
  if (value < 0) return `−${formatFigure(-value, unit)}`;
  if (unit === 'share') return formatPercent(value, 2);
  if (unit === 'ms') return formatSpan(Math.round(value));
  return unit === 'factor' ? `${formatFactor(value)}×` : formatCount(Number(value.toFixed(1)));
}

/** An interval: `0.95% to 1.07%`; `–` where there were too few replications for one. */
export function intervalWords({ low, high }: Interval, unit: Unit): string {
  if (low === null || high === null) return '–';
  return `${formatFigure(low, unit)} to ${formatFigure(high, unit)}`;
}

/** What a change does to a run. */
export interface ChangedFigure {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** The figures of two runs that differ, written out, whether the objective is met first. */
export function changedFigures(before: PlanFigures, after: PlanFigures): ChangedFigure[] {
  const figures: [name: string, write: (figures: PlanFigures) => string][] = [
    ['objective', ({ ok }) => (ok ? 'met' : 'missed')],
    ['throttled', ({ totals }) => countOf(totals.throttled, totals.offered)],
    ['dropped', ({ totals }) => countOf(totals.dropped, totals.offered)],
    ['admitted late', ({ totals }) => countOf(totals.delayed, totals.offered)],
    ['requests', ({ totals }) => formatCount(totals.offered)],
    ['attempts', ({ totals }) => formatCount(totals.attempts)],
    ['99% delay', ({ delayP99Ms }) => formatFigure(delayP99Ms, 'ms')],
  ];
  return figures
    .map(([name, write]) => ({ name, before: write(before), after: write(after) }))
    .filter((each) => each.before !== each.after);
}

/** A delay that is not longer than what is written; `–` where nothing was admitted. */
export function delayWords(ms: number | null): string {
  return ms === null ? '–' : formatBound(ms);
}

/** `1,830 (19.2%)`; a count of 0 is written without its share. */
export function countOf(count: number, offered: number): string {
  return count === 0 ? '0' : `${formatCount(count)} (${formatShare(count, offered)})`;
}
