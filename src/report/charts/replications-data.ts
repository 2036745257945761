import type { Interval, ReplicatedFigure } from '../../result/plan.js';
import { formatFigure, intervalWords } from '../figure-words.js';
import { figureOf } from '../replication-words.js';
import { type DisplayUnit, displayUnit } from './display-unit.js';

/** What one seed gave, in the chart's unit and in words. */
export interface ReplicationsValue {
  readonly who: string;
  readonly seed: number;
  readonly value: number;
  readonly words: string;
}

/** An estimate and its interval, in the chart's unit and in words. */
export interface IntervalRow {
  readonly who: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly words: string;
  readonly interval: string;
}

/** Data sources of `reports/charts/replications.vl.json`. */
export interface ReplicationsData {
  readonly values: readonly ReplicationsValue[];
  readonly intervals: readonly IntervalRow[];
}

/** One figure of several scenarios, over all seeds. @param figures that share a unit. */
export function replicationsData(
  figures: readonly ReplicatedFigure[],
  seeds: readonly number[],
): ReplicationsData & { readonly unit: DisplayUnit } {
  const all = figures.flatMap(({ values }) => values.filter((value) => value !== null));
  const unit = displayUnit(figures[0]?.unit ?? 'count', Math.max(0, ...all));
  const values = figures.flatMap((figure) =>
    figure.values.flatMap((value, i): ReplicationsValue[] =>
      value === null
        ? []
        : [
            {
              who: figureOf(figure),
              seed: seeds[i]!,
              value: value / unit.divisor,
              words: formatFigure(value, figure.unit),
            },
          ],
    ),
  );
  const intervals = figures.flatMap((figure) =>
    intervalRow(figureOf(figure), figure.interval, figure.unit, unit),
  );
  return { values, intervals, unit };
}

/** A row to draw of an interval; none of one without bounds. */
export function intervalRow(
  who: string,
  interval: Interval,
  unit: ReplicatedFigure['unit'],
  { divisor }: DisplayUnit,
): IntervalRow[] {
  const { estimate, low, high } = interval;
  if (estimate === null || low === null || high === null) return [];
  return [
    {
      who,
      estimate: estimate / divisor,
      low: low / divisor,
      high: high / divisor,
      words: formatFigure(estimate, unit),
      interval: intervalWords(interval, unit),
    },
  ];
}
