/** The colours of a chart, each any CSS colour. One thing has one colour in every chart. */
export interface ChartColours {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  /** Admitted at once; room left; fits. */
  readonly admitted: string;
  /** Throttled; used up; does not fit. */
  readonly throttled: string;
  /** Waiting; late. */
  readonly later: string;
  /** Attempts, repeats included. */
  readonly attempts: string;
  /** Sources or categories of a workload, which are neither admitted nor throttled yet: eight, those that stand together unlike. */
  readonly streams: readonly string[];
  /** The rest of them. */
  readonly others: string;
  /** Access tiers, in the order in which a team moves up: one hue, more of it the higher. */
  readonly tiers: readonly string[];
  /** The rule at a limit. */
  readonly limit: string;
}

/** Colours that follow the page: `reports/page.css` sets them, for light and for dark. */
export const PAGE_COLOURS: ChartColours = {
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  admitted: 'var(--admitted)',
  throttled: 'var(--throttled)',
  later: 'var(--later)',
  attempts: 'var(--attempts)',
  streams: Array.from({ length: 8 }, (_, i) => `var(--stream-${String(i + 1)})`),
  others: 'var(--others)',
  tiers: Array.from({ length: 4 }, (_, i) => `var(--tier-${String(i + 1)})`),
  limit: 'var(--ink)',
};

/** The Vega-Lite config that every chart is drawn with; the chart documents themselves name no colour. */
export function chartTheme(colours: ChartColours, font: string): Readonly<Record<string, unknown>> {
  const { ink, muted, line, admitted, throttled, later, attempts, streams, others, tiers, limit } =
    colours;
  return {
    background: 'transparent',
    font,
    view: { stroke: null },
    mark: { aria: false },
    range: {
      category: [admitted, throttled],
      load: [muted, attempts, admitted],
      crowd: [attempts, muted],
      streams: [...streams, others],
      fit: [others, streams[0]],
      tiers: [...tiers, throttled],
    },
    style: {
      'limit-label': { color: limit, fontSize: 11, align: 'right', baseline: 'bottom', dy: -3 },
      label: { color: ink, fontSize: 11 },
      note: { color: muted, fontSize: 11 },
      later: { color: later },
      busy: { color: muted },
      faint: { color: muted, opacity: 0.45 },
      refused: { color: throttled },
      seed: { color: muted },
      interval: { color: ink, strokeWidth: 2.5 },
      'interval-estimate': { color: ink },
      unsure: { color: line, opacity: 0.6 },
      today: { color: muted, strokeWidth: 1, strokeDash: [1, 3] },
      'today-label': { color: muted, fontSize: 11 },
      range: { color: line, strokeWidth: 3 },
      limit: { color: limit, strokeWidth: 1.25, strokeDash: [5, 3] },
    },
    title: { color: ink, anchor: 'start', fontSize: 14, fontWeight: 600, offset: 12 },
    axis: {
      domainColor: line,
      gridColor: line,
      tickColor: line,
      labelColor: muted,
      titleColor: muted,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: 'normal',
      labelLimit: 150,
      labelPadding: 4,
    },
    axisX: { grid: false, labelFlush: true, labelOverlap: 'greedy', labelSeparation: 8 },
    axisY: { domain: false, ticks: false },
    legend: { labelColor: ink, labelFontSize: 12, symbolStrokeWidth: 0, symbolSize: 110 },
  };
}
