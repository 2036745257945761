import type { Result } from '../../result/result.js';
import { largestStreams } from '../streams.js';
import { backlogData } from './backlog-data.js';
import { limitUseData } from './limit-use-data.js';
import { loadData } from './load-data.js';
import type { SeriesView } from './rebin.js';
import { requestsData } from './requests-data.js';
import { workloadData } from './workload-data.js';

/** Which series of a Result a chart of time draws. */
export type TimeSeriesOf =
  /** Index of the scenario. */
  | { readonly chart: 'requests' | 'load' | 'backlog' | 'overview'; readonly scenario: number }
  | { readonly chart: 'limit-use'; readonly scenario: number; readonly limit: string }
  | { readonly chart: 'workload'; readonly streams: 'sources' | 'categories' };

/** The rows of a chart of time, of all of its series or of a part: by data source, as its document names them. */
export function timeRows(
  result: Result,
  of: TimeSeriesOf,
  view: SeriesView,
): Readonly<Record<string, readonly object[]>> {
  if (of.chart === 'workload') {
    const { workload } = result;
    return workload === undefined
      ? { workload: [] }
      : { ...workloadData(largestStreams(workload[of.streams]), workload, view) };
  }
  const { series, limits } = result.scenarios[of.scenario]!;
  switch (of.chart) {
    case 'requests':
    case 'overview':
      return { ...requestsData(series, view) };
    case 'load':
      return { ...loadData(series, view) };
    case 'backlog':
      return { ...backlogData(series, result.trace.end, view) };
    case 'limit-use':
      return {
        ...limitUseData(
          series,
          limits.find(({ id }) => id === of.limit)!,
          view,
        ),
      };
  }
}
