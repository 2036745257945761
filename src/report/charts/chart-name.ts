/** The chart documents of `reports/charts/`, by name. Each has its data made by the function of the same name. */
export const CHART_NAMES = [
  'workload',
  'overview',
  'requests',
  'load',
  'backlog',
  'heat-map',
  'quota',
  'delays',
  'delay-distribution',
  'wake-ups',
  'limit-use',
  'users-share',
  'required-limits',
  'growth',
  'growth-delays',
  'band',
  'replications',
  'differences',
  'changes',
  'fit',
] as const;
export type ChartName = (typeof CHART_NAMES)[number];

/** A Vega-Lite document with named data sources and no data. */
export interface ChartDocument {
  /** A question in words. */
  readonly title: string;
  readonly [member: string]: unknown;
}

/** Every chart document by its name. */
export type Charts = Readonly<Record<ChartName, ChartDocument>>;
